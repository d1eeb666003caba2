import { createRequire } from 'node:module';
import type { Ajv2020, Code, CodeKeywordDefinition, KeywordCxt, Name } from 'ajv/dist/2020.js';
import type standalone from 'ajv/dist/standalone/index.js';
import type { KeywordErrorCxt } from 'ajv/dist/types/index.js';

export type { Ajv2020, Code, CodeKeywordDefinition, KeywordCxt, KeywordErrorCxt, Name };
export type AjvModule = typeof import('ajv/dist/2020.js');

const require = createRequire(import.meta.url);

/** The schema compiler. Loaded when the first schema is compiled: a run that finds nothing to do never pays for it. */
export function loadAjv(): AjvModule {
  return require('ajv/dist/2020.js') as AjvModule;
}

/** Its printer of modules. */
export function loadStandalone(): typeof standalone.default {
  return (require('ajv/dist/standalone') as typeof standalone).default;
}
