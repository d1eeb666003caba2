import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runsFromSource, toolkitRoot } from '../../discovery/toolkit-entries.ts';
import { backendPart } from '../../ray/bundle/backend-part.ts';
import type { ZipEntries } from '../../ray/bundle/zip-files.ts';

/** Where it lies in its package: as in the toolkit itself, which is looked for what goes into the packages that it sends. */
export const DRIVER_MODULE = 'dist/pipeline-driver.mjs';

let built: Promise<ZipEntries> | undefined;

/** The driver's program with all that it needs: made when the toolkit is built, or from source once a process. */
export function driverFiles(): Promise<ZipEntries> {
  return (built ??= collect());
}

async function collect(): Promise<ZipEntries> {
  const shim = join(toolkitRoot(), runsFromSource ? 'runtime/ray/task/shim' : 'dist/task-shim');
  const names = (await readdir(shim)).filter((name) => /\.(?:py|sh)$/.test(name));
  const shims = await Promise.all(
    names.map(async (name) => [`dist/task-shim/${name}`, new Uint8Array(await readFile(join(shim, name)))] as const),
  );
  return {
    'package.json': Buffer.from('{"name":"actionsmith","type":"module"}'),
    [DRIVER_MODULE]: Buffer.from(await (runsFromSource ? build() : readFile(join(toolkitRoot(), DRIVER_MODULE), 'utf8'))),
    'dist/backend-part.mjs': Buffer.from(await backendPart()),
    ...Object.fromEntries(shims),
  };
}

async function build(): Promise<string> {
  const esbuild = await import('esbuild');
  const { pipelineDriverOptions } = (await import(join(toolkitRoot(), '.ci/backend-part.mjs'))) as {
    pipelineDriverOptions: (root: string) => import('esbuild').BuildOptions;
  };
  const { outputFiles } = await esbuild.build({ ...pipelineDriverOptions(toolkitRoot()), write: false });
  return outputFiles[0]!.text;
}
