import { isRecord, type Draft } from './json-schema.ts';

export interface Dialect {
  readonly draft: Draft;
  /** False where a meta-schema leaves the validation vocabulary out: then `type`, `minimum` … say nothing. */
  readonly asserts: boolean;
}

/** The dialect that a `$schema` names, or why it cannot be used. `load` gives meta-schemas of authors. */
export function readDialect(uri: string, load: (uri: string) => unknown, inherited: Dialect): Dialect | undefined {
  const known = /json-schema\.org\/(draft-0[67]|draft\/2019-09|draft\/2020-12)\/schema/.exec(uri)?.[1];
  if (known !== undefined) return { draft: known.startsWith('draft-0') ? '7' : (known.slice(6) as Draft), asserts: true };
  if (/json-schema\.org\/schema#?$/.test(uri)) return { draft: '2020-12', asserts: true };
  const meta = load(uri.replace(/#$/, ''));
  if (!isRecord(meta)) return undefined;
  if (!isRecord(meta['$vocabulary'])) return inherited;
  const vocabularies = Object.keys(meta['$vocabulary']);
  const draft = vocabularies.some((name) => name.includes('/2019-09/')) ? '2019-09' : '2020-12';
  return { draft, asserts: vocabularies.some((name) => name.endsWith('/vocab/validation')) };
}
