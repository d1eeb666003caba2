import { configCatalogue } from './config-catalogue.ts';
import { fileCatalogue } from './file-catalogue.ts';
import { ruleCatalogue } from './rule-catalogue.ts';
import { schemaCatalogue } from './schema-catalogue.ts';
import { stepCatalogue } from './step-catalogue.ts';
import type { Catalogue } from './types.ts';
import { zodCatalogue } from './zod-catalogue.ts';

type Entries = typeof fileCatalogue &
  typeof configCatalogue &
  typeof stepCatalogue &
  typeof schemaCatalogue &
  typeof zodCatalogue &
  typeof ruleCatalogue;

/** Every diagnostic there is. A code that is not in here does not compile. */
export const catalogue: Entries = {
  ...fileCatalogue,
  ...configCatalogue,
  ...stepCatalogue,
  ...schemaCatalogue,
  ...zodCatalogue,
  ...ruleCatalogue,
} satisfies Catalogue;

export type DiagnosticCode = keyof Entries;

/** What the message of a code is made from; `never`-free codes without data take `{}`. */
export type DataOf<C extends DiagnosticCode> = Entries[C]['message'] extends (data: infer D) => string ? D : never;
