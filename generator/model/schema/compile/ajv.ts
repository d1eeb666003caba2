/** The one place that names ajv: its modules are CommonJS, where a default import is the whole module. */
import standalone from 'ajv/dist/standalone/index.js';

export { _, Ajv2020, nil, stringify } from 'ajv/dist/2020.js';
export type { Code, CodeKeywordDefinition, Name } from 'ajv/dist/2020.js';
export type { KeywordErrorCxt } from 'ajv/dist/types/index.js';
export const standaloneCode: typeof standalone.default = standalone.default;
