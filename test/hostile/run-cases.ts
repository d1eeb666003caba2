import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
// @ts-expect-error a plain module of the build, without declarations
import { handlebarsPlugin } from '../../.ci/handlebars-plugin.mjs';
import { TOOLKIT } from '../support/make-plugin.ts';
import { HARMLESS_CONFIG, type HostileCase } from './hostile-case.ts';
import type { Job, Outcome, Sighting } from './outcome.ts';

export interface Finished {
  readonly outcomes: readonly Outcome[];
  readonly sightings: readonly Sighting[];
}

/** Runs all cases in one process that is spied upon. */
export async function runCases(cases: readonly HostileCase[]): Promise<Finished> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-hostile-')));
  const work = mkdtempSync(join(mkdirp(join(TOOLKIT, '.actionsmith')), 'hostile-'));
  try {
    const jobs = writeFolders(cases, base);
    const files = {
      jobs: join(work, 'jobs.json'),
      outcomes: join(work, 'outcomes.json'),
      log: join(work, 'log'),
      runtime: join(work, 'runtime.mjs'),
    };
    writeFileSync(files.jobs, JSON.stringify(jobs));
    writeFileSync(files.log, '');
    await bundle('runtime/codegen/compiled/validators.ts', files.runtime, []);
    await bundle('test/hostile/child.ts', join(work, 'child.mjs'), [handlebarsPlugin.esbuild()]);
    const env = { ...process.env, HOSTILE_TOOLKIT: TOOLKIT, HOSTILE_LOG: files.log };
    const spy = join(TOOLKIT, 'test/hostile/spy.mjs');
    await runChild(['--import', spy, join(work, 'child.mjs'), files.jobs, files.outcomes, files.runtime], env);
    return { outcomes: readJson(files.outcomes) as Outcome[], sightings: readLines(files.log) };
  } finally {
    rmSync(base, { recursive: true, force: true });
    rmSync(work, { recursive: true, force: true });
  }
}

function writeFolders(cases: readonly HostileCase[], base: string): Job[] {
  const secret = join(mkdirp(join(base, 'secret')), 'secret.json');
  writeFileSync(secret, '{"type":"object","title":"TOP-SECRET"}');
  writeFileSync(join(base, 'secret/config.yaml'), `${HARMLESS_CONFIG}description: TOP-SECRET\n`);
  return cases.map(({ name, files, links = {} }, at) => {
    const folder = mkdirp(join(base, String(at)));
    const all =
      'config.yaml' in links || Object.keys(files).some((path) => path.startsWith('config.yaml'))
        ? files
        : { 'config.yaml': HARMLESS_CONFIG, ...files };
    for (const [path, text] of Object.entries(all)) {
      mkdirp(dirname(join(folder, path)));
      writeFileSync(join(folder, path), text, text.includes('\udcff') ? 'latin1' : 'utf8');
    }
    for (const [path, target] of Object.entries(links)) {
      mkdirp(dirname(join(folder, path)));
      symlinkSync(target.replace('<secret>', join(base, 'secret')), join(folder, path));
    }
    return { name, folder };
  });
}

async function bundle(entry: string, outfile: string, plugins: Parameters<typeof build>[0]['plugins']): Promise<void> {
  await build({
    absWorkingDir: TOOLKIT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins: plugins ?? [],
    logLevel: 'error',
  });
}

function runChild(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`the child ended with ${code ?? signal}: ${stderr.slice(-3000)}`)),
    );
  });
}

function mkdirp(folder: string): string {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  return folder;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function readLines(file: string): Sighting[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Sighting);
}
