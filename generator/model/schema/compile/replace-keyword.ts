import type { Ajv2020, Code, CodeKeywordDefinition, KeywordErrorCxt } from './ajv.ts';

export type KeywordCode = CodeKeywordDefinition['code'];

export interface Replacement {
  /** The keyword that comes after it: the order decides what is evaluated when. Default: the last of its kind. */
  readonly before?: string;
  /** What the error says beside where it is. */
  readonly params?: (cxt: KeywordErrorCxt) => Code;
  readonly wrap?: (code: KeywordCode) => KeywordCode;
}

/** Gives one compiler another version of one of ajv's own keywords. */
export function replaceKeyword(ajv: Ajv2020, keyword: string, { before, params, wrap = (code) => code }: Replacement): void {
  const definition = ajv.getKeyword(keyword) as CodeKeywordDefinition;
  ajv.removeKeyword(keyword);
  ajv.addKeyword({
    ...definition,
    code: wrap(definition.code),
    ...(before === undefined ? {} : { before }),
    ...(params === undefined ? {} : { error: { message: '', params } }),
  });
}
