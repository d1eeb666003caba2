import { isRecord, type Draft, type SchemaObject } from './json-schema.ts';
import { keywordOf, type KeywordValue } from './keywords.ts';

/** One schema directly inside another one, and the way to it. */
export interface Subschema {
  readonly keyword: string;
  /** The name or the index below the keyword, where there is one. */
  readonly part?: string | number;
  readonly schema: unknown;
}

/** The schemas directly inside `schema`. What stands below a keyword that its draft does not know is no schema. */
export function subschemas(schema: SchemaObject, draft: Draft): Subschema[] {
  const found: Subschema[] = [];
  for (const name in schema) {
    const keyword = keywordOf(name, draft);
    if (keyword !== undefined && HOLDING.has(keyword.value) && Object.hasOwn(schema, name) && keyword.drafts.includes(draft))
      addBelow(found, name, keyword.value, schema[name]);
  }
  return found;
}

/** What the value of a keyword may be that holds schemas. */
const HOLDING: ReadonlySet<KeywordValue> = new Set(['schema', 'schemas', 'schema-or-schemas', 'schema-map', 'dependencies']);

/** The same schema (of draft 2020-12) with every schema directly inside it replaced. */
export function mapSubschemas(schema: SchemaObject, replace: (inner: unknown, keyword: string) => unknown): SchemaObject {
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, mapBelow(name, value, replace)]));
}

function addBelow(found: Subschema[], keyword: string, kind: KeywordValue, value: unknown): void {
  if (kind === 'schema' || (kind === 'schema-or-schemas' && !Array.isArray(value))) found.push({ keyword, schema: value });
  else if ((kind === 'schemas' || kind === 'schema-or-schemas') && Array.isArray(value)) {
    for (const [part, schema] of value.entries()) found.push({ keyword, part, schema });
  } else if ((kind === 'schema-map' || kind === 'dependencies') && isRecord(value)) {
    for (const [part, schema] of Object.entries(value))
      if (kind === 'schema-map' || !Array.isArray(schema)) found.push({ keyword, part, schema });
  }
}

function mapBelow(name: string, value: unknown, replace: (inner: unknown, keyword: string) => unknown): unknown {
  switch (keywordOf(name, '2020-12')?.value) {
    case 'schema':
      return replace(value, name);
    case 'schemas':
      return Array.isArray(value) ? value.map((inner) => replace(inner, name)) : value;
    case 'schema-map':
      return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner, name)])) : value;
    default:
      return value;
  }
}
