import { isRecord, pointerTo, type JsonSchema, type SchemaPlace, type SchemaRoot } from '../schema/json-schema.ts';
import type { SchemaBundle } from '../schema/schema-bundle.ts';
import { subschemas } from '../schema/subschemas.ts';

/** The value of an `x-rules` or `x-validate`, and where it stands. */
export interface FoundExtension extends SchemaPlace {
  readonly keyword: 'x-rules' | 'x-validate';
  readonly value: unknown;
}

export interface FoundExtensions {
  /** Those that speak of the whole value, in the order in which they are met. */
  readonly found: readonly FoundExtension[];
  /** Those further inside, where nothing would read them. */
  readonly misplaced: readonly FoundExtension[];
}

const KEYWORDS = ['x-rules', 'x-validate'] as const;

/** The rules and hooks of a value: at the root of its schema, and of what the root is composed of (`allOf`, `$ref`). */
export function findExtensions(bundle: SchemaBundle, root: SchemaRoot): FoundExtensions {
  bundle.add(root);
  const found: FoundExtension[] = [];
  const misplaced: FoundExtension[] = [];
  const seen = { whole: new Set<unknown>(), inner: new Set<unknown>() };
  const work: { schema: unknown; isWhole: boolean }[] = [{ schema: root.schema, isWhole: true }];
  for (let next = work.shift(); next !== undefined; next = work.shift()) {
    const { schema, isWhole } = next;
    const known = isWhole ? seen.whole : seen.inner;
    const context = isRecord(schema) ? bundle.contextOf(schema) : undefined;
    if (!isRecord(schema) || context === undefined || known.has(schema)) continue;
    known.add(schema);
    for (const keyword of KEYWORDS) {
      if (!Object.hasOwn(schema, keyword)) continue;
      const place = { uri: context.uri, pointer: pointerTo(context.pointer, keyword) };
      (isWhole ? found : misplaced).push({ ...place, keyword, value: schema[keyword] });
    }
    const target = refOf(schema, bundle);
    if (target !== undefined) work.push({ schema: target, isWhole });
    for (const { keyword, schema: inner } of subschemas(schema, context.dialect.draft)) {
      if (keyword === '$defs' || keyword === 'definitions') continue; // what is used is reached by its reference
      work.push({ schema: inner, isWhole: isWhole && keyword === 'allOf' });
    }
  }
  return { found, misplaced };
}

function refOf(schema: Readonly<Record<string, unknown>>, bundle: SchemaBundle): JsonSchema | undefined {
  const ref = schema['$ref'];
  return typeof ref === 'string' ? bundle.resolve(ref, schema) : undefined;
}
