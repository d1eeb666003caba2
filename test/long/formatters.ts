import * as fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTypes } from '../../generator/cli/schema/make-module.ts';
import { writeFixture } from '../bench/generate/fixture.ts';
import { randomSchema } from '../fuzz/random-schema.ts';
import { findReformatted } from '../support/find-reformatted.ts';
import { bundleOf } from '../support/schemas.ts';

const SEED = Number(process.env['SEED'] ?? 1);
const SCHEMAS = 2000;
const ACTIONS = 80;

/** A part of `npm run test:long`: prettier and oxfmt, with default options, on the types of random schemas and on every owned file of real contracts. */
async function main(): Promise<void> {
  const types: Record<string, string> = {};
  for (const [at, schema] of fc.sample(randomSchema('2020-12'), { numRuns: SCHEMAS, seed: SEED }).entries()) {
    const { bundle, root } = bundleOf({ 'root.json': schema });
    types[`${at}/types.ts`] = await makeTypes({ bundle, root: root('root.json'), file: 'root.json' }, 'Root', true);
  }
  const folder = mkdtempSync(join(tmpdir(), 'actionsmith-formatters-'));
  try {
    writeFixture(join(folder, 'many'), ACTIONS);
    const config = join(folder, 'many/config.yaml');
    writeFileSync(config, readFileSync(config, 'utf8').replace('category: custom', 'category: custom\ntest_kit: true\ndocs: reference.md'));
    for (const part of ['config.yaml', 'schemas', 'src', 'package.json', 'tsconfig.json'])
      cpSync(join('examples/penguins', part), join(folder, 'penguins', part), { recursive: true });
    const owned = { ...generated(join(folder, 'many'), '--zod'), ...generated(join(folder, 'penguins')) };
    const wrong = [...(await findReformatted(types)), ...(await findReformatted(owned))];
    const ignored = Object.values(types).filter((text) => text.includes('prettier-ignore')).length;
    console.log(
      `${Object.keys(types).length} modules of types (${ignored} with a statement that is kept from both), ${Object.keys(owned).length} owned files: ${wrong.length} printed in another way`,
    );
    for (const path of wrong) console.error(`wrong: ${path}`);
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Path → text of what the command line writes and owns. */
function generated(plugin: string, ...options: string[]): Record<string, string> {
  execFileSync(process.execPath, ['dist/cli.js', 'generate', plugin, '--quiet', ...options], { stdio: 'inherit' });
  const files = readdirSync(plugin, { recursive: true, encoding: 'utf8' }).filter((path) => /^generated.*\.\w+$|reference\.md$/.test(path));
  return Object.fromEntries(files.map((path) => [join(plugin, path), readFileSync(join(plugin, path), 'utf8')]));
}

await main();
