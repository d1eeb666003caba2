import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runsFromSource, toolkitRoot } from '../../discovery/toolkit-entries.ts';

let built: Promise<string> | undefined;

/** The module through which a job reports to a backend, with all that it needs: made when the toolkit is built, or from source once a process. */
export function backendPart(): Promise<string> {
  return (built ??= runsFromSource ? build() : readFile(join(toolkitRoot(), 'dist/backend-part.mjs'), 'utf8'));
}

async function build(): Promise<string> {
  const esbuild = await import('esbuild');
  const { backendPartOptions } = (await import(join(toolkitRoot(), '.ci/backend-part.mjs'))) as {
    backendPartOptions: (root: string) => import('esbuild').BuildOptions;
  };
  const { outputFiles } = await esbuild.build({ ...backendPartOptions(toolkitRoot()), write: false });
  return outputFiles[0]!.text;
}
