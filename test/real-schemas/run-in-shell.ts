import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli, runNode } from '../support/run-cli.ts';
import { readDocument } from './read-document.ts';
import { expand, locate, type RealSchema } from './real-schema.ts';

const EVERY = 12;

/** The real command line, in an empty folder, for the slowest of the schemas and every twelfth of the others. What is wrong. */
export async function runInShell(rows: readonly { readonly real: RealSchema; readonly ms: number }[]): Promise<string[]> {
  const slowest = rows.toSorted((left, right) => right.ms - left.ms).slice(0, 5);
  const chosen = rows.filter((row, at) => at % EVERY === 0 || slowest.includes(row));
  const faults: string[] = [];
  for (const { real } of chosen) faults.push(...(await runOne(real)));
  return faults;
}

async function runOne(real: RealSchema): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'real-schema-'));
  try {
    const flags = [
      locate(real.schema),
      ...(real.draft === undefined ? [] : ['--draft', real.draft]),
      ...(real.root === undefined ? [] : ['--root', locate(real.root)]),
      ...Object.entries(real.map ?? {}).flatMap(([prefix, path]) => ['--map', `${prefix}=${locate(path)}`]),
    ];
    const faults: string[] = [];
    const start = performance.now();
    for (const [command, out] of [
      ['types', 'types.ts'],
      ['validator', 'check.mjs'],
    ] as const) {
      const { code, stderr } = await runCli(['schema', command, ...flags, '--out', join(folder, out)], { cwd: folder });
      if (code !== 0) faults.push(`${real.schema}: schema ${command} exits ${code}: ${stderr.slice(0, 300)}`);
    }
    const ms = Math.round(performance.now() - start);
    console.log(`in a shell: ${ms} ms for both commands, ${real.schema}`);
    const values = expand(real.accepts).map(readDocument);
    writeFileSync(join(folder, 'documents.json'), JSON.stringify(values));
    const script =
      "import check from './check.mjs'; import { readFileSync } from 'node:fs'; console.log(JSON.parse(readFileSync('documents.json', 'utf8')).every((value) => check(value)))";
    const { stdout } = await runNode(['--input-type=module', '-e', script], { cwd: folder });
    if (stdout.trim() !== 'true') faults.push(`${real.schema}: the validator of the command line refuses a document`);
    return faults;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
