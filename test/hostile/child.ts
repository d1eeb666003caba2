import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { makeTypes, makeValidators, type ModuleSource } from '../../generator/cli/schema/make-module.ts';
import { formatFile } from '../../generator/emit/format-file.ts';
import { openSchema } from '../../generator/cli/schema/open-schema.ts';
import type { Diagnostic } from '../../generator/diagnostics/types.ts';
import { generate } from '../../generator/pipeline.ts';
import { isActionsmithError } from '../../runtime/errors.ts';
import type { Job, Outcome } from './outcome.ts';

/** What the spy looks at: it was loaded before this. */
const now = (globalThis as unknown as Record<symbol, { name: string; folder: string | undefined }>)[Symbol.for('hostile')]!;
const AWAKE = 'the spy is awake';
const VALUES: readonly unknown[] = [undefined, null, {}, [], 'a', 3, { a: 1 }, { a: 'a', b: [{ a: {} }] }, [{}, 'a']];

/** Runs every case of a list, one after the other, and writes down what became of it. */
async function main([jobsFile, outcomesFile, runtimeFile]: readonly string[]): Promise<void> {
  const jobs = JSON.parse(readFileSync(jobsFile!, 'utf8')) as Job[];
  await warmUp();
  const outcomes: Outcome[] = [];
  for (const job of jobs) {
    now.name = job.name;
    now.folder = job.folder;
    outcomes.push({ name: job.name, plugin: await measure(() => asPlugin(job.folder)), schema: await measure(() => asSchema(job.folder)) });
    now.folder = undefined;
  }
  writeFileSync(outcomesFile!, JSON.stringify(outcomes));

  async function asSchema(folder: string): Promise<Answer | undefined> {
    const path = join(folder, 'schemas/params.json');
    if (!existsSync(path)) return undefined;
    const { schema, diagnostics } = openSchema(path);
    if (schema === undefined) return { files: {}, diagnostics };
    const source: ModuleSource = { ...schema, file: path };
    const types = await makeTypes(source, 'Root', true);
    const validators = await makeValidators(source, 'Root', pathToFileURL(runtimeFile!).href, './types.js');
    await run(validators);
    return { files: { 'types.ts': types, 'validators.ts': validators }, diagnostics };
  }
}

interface Answer {
  readonly files: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

async function asPlugin(folder: string): Promise<Answer> {
  const { files, diagnostics } = await generate({ plugin: folder, write: false });
  return { files: Object.fromEntries(files), diagnostics };
}

/** Emitted validators are loaded and shown some values: code in them would run now. */
async function run(validators: string): Promise<void> {
  const code = await stripTypes(validators);
  const module = (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as Record<
    string,
    { check(value: unknown): unknown }
  >;
  for (const value of VALUES) module['checkRoot']!.check(value);
}

/** The test's own doing: the process behind it, and the files by which long text reaches it, are not the generator's. */
async function stripTypes(text: string): Promise<string> {
  const { name } = now;
  now.name = AWAKE;
  const { code } = await transform(text, { loader: 'ts' });
  now.name = name;
  return code;
}

async function measure(work: () => Promise<Answer | undefined>): Promise<Outcome['plugin']> {
  const start = performance.now();
  const base = { files: {}, diagnostics: [] };
  const end = (rest: object): Outcome['plugin'] => ({
    ...base,
    ...rest,
    ms: performance.now() - start,
    marked: Object.hasOwn(globalThis, '__HOSTILE__'),
    polluted: Object.keys(Object.prototype).concat(Object.keys(Array.prototype)),
  });
  try {
    const answer = await work();
    return answer && end(answer);
  } catch (error) {
    const isClean = isActionsmithError(error) && error.code !== 'EMITTED_FILE_DOES_NOT_PARSE';
    return end(isClean ? { refusal: error.message } : { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** What is loaded once is loaded now; and two things are done that the spy must see. */
async function warmUp(): Promise<void> {
  now.name = AWAKE;
  readFileSync('/proc/self/cmdline');
  connect(9, '127.0.0.1')
    .on('error', () => undefined)
    .destroy();
  await formatFile('a.ts', 'export {};');
  await stripTypes('export {};');
}

await main(process.argv.slice(2));
