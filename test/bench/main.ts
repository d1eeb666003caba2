import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { makeValidators } from '../../generator/cli/schema/make-module.ts';
import { openSchema } from '../../generator/cli/schema/open-schema.ts';
import { invalid, valid } from './values.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = join(root, 'test/bench');
const out = join(root, '.actionsmith/bench');
const PYDANTIC = '2.12.5';
const COLD_STARTS = 15;

interface Row {
  readonly name: string;
  /** Milliseconds from the start of a process to its first verdict, less those of a process that does nothing: the median. */
  readonly coldStartMs: number;
  /** Values a second. */
  readonly valid: number;
  readonly invalid: number;
}

interface Measured {
  readonly verdicts: readonly (readonly boolean[])[];
  readonly valid: number;
  readonly invalid: number;
}

/** `npm run bench`: our validators against others, in one run on one machine, as ratios. */
async function main(): Promise<void> {
  mkdirSync(out, { recursive: true });
  const names = ['actionsmith', 'hand-written', 'ajv', 'zod', 'valibot'];
  await writeOurs();
  for (const name of names) await bundle(name === 'actionsmith' ? join(out, 'actionsmith.ts') : join(here, `contenders/${name}.ts`), name);
  await bundle(join(here, 'measure.ts'), 'measure');
  const values = join(out, 'values.json');
  writeFileSync(values, JSON.stringify({ valid, invalid }));
  writeFileSync(join(out, 'nothing.mjs'), '');
  const node = (what: string) => (name: string) =>
    [process.execPath, [join(out, 'measure.mjs'), pathToFileURL(join(out, `${name}.mjs`)).href, what]] as const;
  const python = ensurePydantic();
  const script = join(here, 'contenders/pydantic_bench.py');
  const bareNode = coldStart(process.execPath, [join(out, 'nothing.mjs')]);
  const barePython = coldStart(python, ['-c', '']);
  const rows: Row[] = [];
  for (const name of names) rows.push(row(name, bareNode, node('cold')(name), node('all')(name)));
  rows.push(row('pydantic', barePython, [python, [script, values, 'cold']], [python, [script, values, 'all']]));
  report(rows);
}

function row(name: string, bare: number, cold: readonly [string, readonly string[]], all: readonly [string, readonly string[]]): Row {
  const measured = JSON.parse(execFileSync(...spread(all), { encoding: 'utf8' })) as Measured;
  const wrong = measured.verdicts.flatMap((verdicts, at) => verdicts.filter((verdict) => verdict !== (at === 0)));
  if (wrong.length > 0) throw new Error(`${name} has ${wrong.length} wrong verdicts: it does not do the same work`);
  return { name, coldStartMs: Math.max(0, coldStart(...cold) - bare), valid: measured.valid, invalid: measured.invalid };
}

function spread([command, args]: readonly [string, readonly string[]]): [string, string[]] {
  return [command, [...args]];
}

/** Wall milliseconds of a process: the median of some. */
function coldStart(command: string, args: readonly string[]): number {
  const found: number[] = [];
  while (found.length < COLD_STARTS) {
    const start = performance.now();
    const { status, stderr } = spawnSync(command, [...args], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    found.push(performance.now() - start);
  }
  return found.toSorted((a, b) => a - b)[COLD_STARTS >> 1]!;
}

/** The validator that the generator writes for the schema, as a plugin's bundle has it. */
async function writeOurs(): Promise<void> {
  const { schema } = openSchema(join(here, 'train-params.schema.json'), undefined);
  if (schema === undefined) throw new Error('the schema of the bench is wrong');
  const runtime = join(root, 'runtime/codegen/ajv/validators.ts');
  const text = await makeValidators({ ...schema, file: 'train-params.schema.json' }, 'TrainParams', runtime, './types.js');
  writeFileSync(join(out, 'actionsmith.ts'), `${text}\nexport const contender = { check: (value) => checkTrainParams.check(value).ok };\n`);
}

/** As an author ships it: one file with what it needs. */
async function bundle(entry: string, name: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile: join(out, `${name}.mjs`),
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
  });
}

function ensurePydantic(): string {
  const venv = join(root, '.actionsmith/cache/pydantic');
  const python = join(venv, 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const has = spawnSync(python, ['-c', `import pydantic; assert pydantic.VERSION == "${PYDANTIC}"`]).status === 0;
  if (!has)
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `pydantic==${PYDANTIC}`], { stdio: 'inherit' });
  return python;
}

function report(rows: readonly Row[]): void {
  const [ours] = rows;
  const table = rows.map((row) => ({
    name: row.name,
    'cold start (ms)': Number(row.coldStartMs.toFixed(1)),
    'valid/s': Math.round(row.valid),
    'invalid/s': Math.round(row.invalid),
    'ours is × as fast (valid)': times(ours!.valid, row.valid),
    'ours is × as fast (invalid)': times(ours!.invalid, row.invalid),
  }));
  const result = {
    date: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length, platform: `${process.platform} ${process.arch}` },
    versions: { node: process.version, ajv: versionOf('ajv'), zod: versionOf('zod'), valibot: versionOf('valibot'), pydantic: PYDANTIC },
    note: 'All do the same work: defaults filled, unknown fields refused, all problems listed; ajv fills the defaults into the value itself.',
    rows: table,
  };
  writeFileSync(join(out, 'validators.json'), `${JSON.stringify(result, undefined, 2)}\n`);
  console.table(table);
  console.log(`${join('.actionsmith/bench', 'validators.json')} has the figures with machine and versions.`);
}

function times(value: number, of: number): number {
  return Number((value / of).toFixed(2));
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(join(root, `node_modules/${name}/package.json`), 'utf8')) as { version: string }).version;
}

await main();
