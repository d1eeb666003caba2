/** Schemas of a plugin: where references lead, what is wrong, and one self-contained schema a root. */
export type { Draft, JsonSchema, SchemaObject, SchemaPlace, SchemaRoot } from './json-schema.ts';
export { SchemaBundle, type SchemaBundleOptions } from './schema-bundle.ts';
export { selfContain, type SelfContainOptions } from './self-contain.ts';
export { fillsDefaults } from './fills-defaults.ts';
export { checkSchema, type CheckSchemaOptions } from './check/check-schema.ts';
export type { SchemaProblem } from './schema-problem.ts';
