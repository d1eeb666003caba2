import { createRequire } from 'node:module';
import type { Ajv2020, Code, CodeKeywordDefinition, KeywordCxt, Name } from 'ajv/dist/2020.js';
import type standalone from 'ajv/dist/standalone/index.js';
import type { KeywordErrorCxt } from 'ajv/dist/types/index.js';

export type { Ajv2020, Code, CodeKeywordDefinition, KeywordCxt, KeywordErrorCxt, Name };
export type AjvModule = typeof import('ajv/dist/2020.js') &
  Pick<typeof import('ajv/dist/compile/codegen/index.js'), 'and' | 'getProperty' | 'not' | 'or'> & {
    readonly util: typeof import('ajv/dist/compile/util.js');
  };

const require = createRequire(import.meta.url);

/** The schema compiler. Loaded when the first schema is compiled: a run that finds nothing to do never pays for it. */
export function loadAjv(): AjvModule {
  return {
    ...require('ajv/dist/2020.js'),
    ...require('ajv/dist/compile/codegen'),
    util: require('ajv/dist/compile/util'),
  } as AjvModule;
}

/** Its printer of modules. */
export function loadStandalone(): typeof standalone.default {
  return (require('ajv/dist/standalone') as typeof standalone).default;
}
