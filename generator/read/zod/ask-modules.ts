import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ZodAnswer } from './child/zod-answer.ts';
import { findStray, inputsOf } from './bundle-module.ts';
import { askFor, bundleOptions, childModule } from './bundle-options.ts';
import { parseAnswer, RUN_LIMITS, type RunLimits } from './run-module.ts';
import { HEAP_MB, spawnIsolated } from './spawn-isolated.ts';

export interface AskedModules {
  /** By file. A module that is not here is to be asked alone: only then it is known what is wrong, and with which. */
  readonly answers: ReadonlyMap<string, ZodAnswer>;
  readonly inputs: readonly string[];
}

/**
 * Asks several modules of a plugin for their exports in one build and one process, where each has a thread of its own: to start a process for each
 * would cost more than to read them.
 */
export function askModules(
  root: string,
  modules: ReadonlyMap<string, readonly string[]>,
  { timeoutMs }: RunLimits = RUN_LIMITS,
): AskedModules {
  const folder = mkdtempSync(join(tmpdir(), 'actionsmith-zod-'));
  try {
    const built = buildAll(root, folder, modules);
    if (built === undefined) return { answers: new Map(), inputs: [] };
    const { answer } = spawnIsolated([built.host, String(HEAP_MB), ...built.modules], root, timeoutMs);
    return { answers: readAnswers(answer, [...modules.keys()]), inputs: built.inputs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One build for all; undefined where something is wrong with one of them. */
function buildAll(
  root: string,
  folder: string,
  modules: ReadonlyMap<string, readonly string[]>,
): { host: string; modules: string[]; inputs: string[] } | undefined {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  const asking = join(folder, 'ask');
  mkdirSync(asking);
  const entries = [...modules].map(([file, names], at) => {
    const entry = join(asking, `module-${at}.mjs`);
    writeFileSync(entry, askFor(join(root, file), names));
    return { in: entry, out: `module-${at}` };
  });
  try {
    const { outputFiles, metafile } = buildSync({
      ...bundleOptions(root, join(root, 'package.json')),
      entryPoints: [{ in: childModule('host', 'read-zod-host'), out: 'host' }, ...entries],
      sourcemap: false, // what fails is asked again, alone, and tells its places then
      outdir: folder,
      outExtension: { '.js': '.mjs' },
    });
    if (findStray(root, metafile) !== undefined) return undefined;
    for (const { path, contents } of outputFiles) writeFileSync(path, contents);
    const paths = new Map(outputFiles.map(({ path }) => [basename(path, '.mjs'), path]));
    return { host: paths.get('host')!, modules: entries.map(({ out }) => paths.get(out)!), inputs: inputsOf(root, metafile) };
  } catch {
    return undefined; // one of them does not build; which one, and why, is found alone
  }
}

function readAnswers(text: string, files: readonly string[]): Map<string, ZodAnswer> {
  const answers = new Map<string, ZodAnswer>();
  for (const line of text.split('\n')) {
    const [, at, answer] = /^\[(\d+),(".*")\]$/s.exec(line) ?? [];
    const file = at === undefined ? undefined : files[Number(at)];
    const parsed = answer === undefined ? undefined : parseAnswer(textIn(answer));
    if (file !== undefined && parsed !== undefined && 'exports' in parsed) answers.set(file, parsed);
  }
  return answers;
}

function textIn(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return '';
  }
}
