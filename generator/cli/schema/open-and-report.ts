import { relative } from 'node:path';
import type { Draft } from '../../model/schema/json-schema.ts';
import { renderProblems } from '../render-problems.ts';
import type { SchemaMapping } from './draft-option.ts';
import type { ModuleSource } from './make-module.ts';
import { shownPlace } from './split-place.ts';

/** Reads and checks; prints what there is to say. Undefined where nothing can be made of it: then the exit code says so. */
export async function openAndReport(
  file: string,
  flags: { readonly draft?: Draft; readonly format: string; readonly map?: readonly SchemaMapping[]; readonly root?: string },
): Promise<ModuleSource | undefined> {
  const { openSchema } = await import('./open-schema.ts');
  const { schema, diagnostics, folder } = openSchema(file, flags);
  if (diagnostics.length > 0) process.stderr.write(await renderProblems(diagnostics, flags.format, relative(process.cwd(), folder)));
  if (schema === undefined) process.exitCode = 1;
  return schema && { ...schema, file: shownPlace(file) };
}
