import type { SchemaView } from '../../model/schema/view/schema-view.ts';
import { isWritable } from './form-test.ts';
import { titleCase } from './title-case.ts';

/** The property that has one value of its own in every branch; undefined where there is none. */
export function findTag(
  branches: readonly SchemaView[],
): { readonly name: string; readonly values: (string | number | boolean)[] } | undefined {
  for (const name of branches[0]?.properties.keys() ?? []) {
    const values = branches.map((branch) => onlyValue(branch.properties.get(name)));
    if (values.every(isWritable) && new Set(values).size === values.length) return { name, values };
  }
  return undefined;
}

/** The values that a schema lists, with their titles; undefined where it does not list them. */
export function listedValues(view: SchemaView): { readonly value: unknown; readonly title?: unknown }[] | undefined {
  const named = view.keywords['x-options'];
  if (Array.isArray(named)) return named as { value: unknown; title?: unknown }[];
  if (Array.isArray(view.keywords['enum'])) return view.keywords['enum'].map((value: unknown) => ({ value }));
  const [branches, ...others] = view.choices;
  if (branches === undefined || others.length > 0) return undefined;
  const lists = branches.map((branch) => listed(branch));
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

function listed(branch: SchemaView): { value: unknown; title?: unknown }[] | undefined {
  const { enum: values, type, title } = branch.keywords;
  if (Array.isArray(values)) return values.map((value: unknown) => ({ value, title: values.length === 1 ? title : undefined }));
  return type === 'null' ? [{ value: null, title }] : undefined;
}

/** What a branch is called in a question: its title, the property that only it has, or what it is. */
export function kindOfBranch(branch: SchemaView, index: number): string {
  const { title, type } = branch.keywords;
  if (typeof title === 'string') return title;
  const [first] = branch.required.size > 0 ? branch.required : branch.properties.keys();
  if (first !== undefined) return titleCase(first);
  return typeof type === 'string' ? (KINDS[type] ?? type) : `Kind ${index + 1}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'Text',
  integer: 'Whole number',
  number: 'Number',
  boolean: 'Yes or no',
  array: 'List',
  object: 'Group',
};

function onlyValue(view: SchemaView | undefined): unknown {
  const values = view?.keywords['enum'];
  return Array.isArray(values) && values.length === 1 ? values[0] : undefined;
}
