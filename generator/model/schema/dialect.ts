import { isRecord, type Draft, type SchemaObject } from './json-schema.ts';

export interface Dialect {
  readonly draft: Draft;
  /** False where a meta-schema leaves the validation vocabulary out: then `type`, `minimum` … say nothing. */
  readonly asserts: boolean;
}

/** The dialect that a `$schema` names, or why it cannot be used. `load` gives meta-schemas of authors. */
export function readDialect(uri: string, load: (uri: string) => unknown, inherited: Dialect): Dialect | undefined {
  const known = DIALECTS.find(([name]) => name.test(uri));
  if (known !== undefined) return { draft: known[1], asserts: true };
  const meta = load(uri.replace(/#$/, ''));
  if (!isRecord(meta)) return undefined;
  if (!isRecord(meta['$vocabulary'])) return inherited;
  const vocabularies = Object.keys(meta['$vocabulary']);
  const draft = vocabularies.some((name) => name.includes('/2019-09/')) ? '2019-09' : '2020-12';
  return { draft, asserts: vocabularies.some((name) => name.endsWith('/vocab/validation')) };
}

/** What a document says of its schemas by being a description of an API. Undefined for every other document. */
export function dialectOfDocument(document: SchemaObject): Dialect | undefined {
  const { openapi, swagger } = document;
  const draft = swagger === '2.0' ? '4' : typeof openapi !== 'string' ? undefined : openapi.startsWith('3.0.') ? 'openapi-3.0' : '2020-12';
  return draft && { draft, asserts: true };
}

/** OpenAPI's own dialects only add notes. */
const DIALECTS: readonly (readonly [RegExp, Draft])[] = [
  [/json-schema\.org\/draft-04\/schema/, '4'],
  [/json-schema\.org\/draft-0[67]\/schema/, '7'],
  [/json-schema\.org\/draft\/2019-09\/schema/, '2019-09'],
  [/json-schema\.org\/draft\/2020-12\/schema|json-schema\.org\/schema#?$/, '2020-12'],
  [/^https:\/\/spec\.openapis\.org\/oas\/3\.[12]\/dialect\//, '2020-12'],
];
