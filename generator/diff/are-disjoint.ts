import { shared } from './branch-of-keywords.ts';
import { type Branch, fieldPart } from './branch.ts';
import type { SchemaReader } from './schema-reader.ts';

/** Whether no value can fit two of the alternatives: they are of other types, list other values, or have a tag with other values. */
export function areDisjoint(alternatives: readonly (readonly Branch[])[], reader: SchemaReader): boolean {
  return alternatives.every((one, at) =>
    alternatives.slice(at + 1).every((two) => one.every((a) => two.every((b) => differ(a, b, reader)))),
  );
}

function differ(a: Branch, b: Branch, reader: SchemaReader): boolean {
  if (a.type !== b.type) return true;
  if (a.values !== undefined && b.values !== undefined) return shared(a.values.list, b.values.list).length === 0;
  if (a.type !== 'object') return false;
  return [...a.required.keys()].some((name) => b.required.has(name) && haveOtherValues(name, a, b, reader));
}

function haveOtherValues(name: string, a: Branch, b: Branch, reader: SchemaReader): boolean {
  const [ones, twos] = [tagsOf(name, a, reader), tagsOf(name, b, reader)];
  return ones !== undefined && twos !== undefined && shared(ones, twos).length === 0;
}

/** The values that a field is limited to, or undefined where they are not listed. */
export function tagsOf(name: string, branch: Branch, reader: SchemaReader): readonly unknown[] | undefined {
  if (!branch.fields.has(name)) return undefined;
  const listed = reader.branches(fieldPart(branch, name)).map(({ values }) => values?.list);
  return listed.length > 0 && listed.every((values) => values !== undefined) ? listed.flat() : undefined;
}
