import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { TOOLKIT } from './make-plugin.ts';

/** For all tests of a file: a TypeScript file below test/ as a program of its own, which starts fast and runs many times. */
export function useBundledScript(path: string): { readonly file: string } {
  const script = { file: '' };
  let folder: string;
  beforeAll(async () => {
    const scratch = join(TOOLKIT, '.actionsmith'); // beside the packages that it imports
    mkdirSync(scratch, { recursive: true });
    folder = mkdtempSync(join(scratch, 'script-'));
    script.file = join(folder, 'script.mjs');
    await build({
      entryPoints: [join(TOOLKIT, 'test', path)],
      outfile: script.file,
      alias: { actionsmith: join(TOOLKIT, 'runtime/index.ts') },
      external: ['../../generator/*', '../../../generator/*'], // loaded lazily, which no run of these does
      packages: 'external',
      bundle: true,
      platform: 'node',
      loader: { '.py': 'text' },
      format: 'esm',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return script;
}
