import { quote } from './quote.ts';

/** What can be wrong with a zod schema that params or a result come from, and with one that is to be emitted. */
export const zodCatalogue = {
  ZOD_EXPORT_MISSING: {
    severity: 'error',
    title: 'A module does not export the schema that the contract names',
    message: (d: { file: string; name: string }): string =>
      d.name === '' ? `${quote(d.file)} needs the name of an export` : `${quote(d.file)} has no export ${quote(d.name)}`,
    fix: 'Write src/params.ts#TrainParams, where the module says `export const TrainParams = z.object({ … })`.',
  },
  ZOD_NO_SCHEMA: {
    severity: 'error',
    title: 'An export is no zod schema',
    message: (d: { name: string; got: string }): string => `${quote(d.name)} is no zod schema but ${d.got}`,
    fix: 'Export a schema of zod 4, like `z.object({ … })`.',
  },
  ZOD_NOT_CARRIED: {
    severity: 'error',
    title: 'A part of a zod schema that JSON Schema has no words for',
    message: (d: { path: string; what: string }): string => `${d.path} has ${d.what}, which JSON Schema cannot say`,
    fix: 'Say it in another way; what only code can check belongs into `x-rules` (by `.meta({ "x-rules": … })`) or into a hook.',
  },
  ZOD_MODULE_BROKEN: {
    severity: 'error',
    title: 'A module with a schema does not build',
    message: (d: { reason: string }): string => `this module does not build: ${d.reason}`,
    fix: 'Correct it; imports must be installed, or files of the plugin.',
  },
  ZOD_MODULE_FAILED: {
    severity: 'error',
    title: 'A module with a schema cannot be loaded',
    message: (d: { file: string; reason: string }): string => `${quote(d.file)} was run to read its schemas, and ${d.reason}`,
    fix: 'Keep schemas in a module of their own, which does nothing else when it is loaded and reads no environment.',
  },
  ZOD_IMPORTS_GENERATED: {
    severity: 'error',
    title: 'A schema is made from what is generated from it',
    message: (d: { specifier: string }): string => `${quote(d.specifier)} is generated from this schema, so the schema cannot import it`,
    fix: 'Remove the import: the schema is the source.',
  },
  ZOD_NOT_EMITTED: {
    severity: 'error',
    title: 'A schema that zod would judge in another way than its validator',
    message: (d: { type: string; reason: string }): string => `${d.type} cannot be said with zod: it has ${d.reason}`,
    fix: 'Generate without --zod and use the validator, which is a Standard Schema too and waits for hooks; or say it in `x-rules`, which zod schemas keep.',
  },
} as const;
