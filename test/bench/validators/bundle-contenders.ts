import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { makeValidators } from '../../../generator/cli/schema/make-module.ts';
import { openSchema } from '../../../generator/cli/schema/open-schema.ts';

const OTHERS = ['hand-written', 'ajv', 'zod', 'valibot'];

/** Writes a module for each contender and for what measures them, as an author ships code: one file with what it needs. Gives back their names. */
export async function bundleContenders(root: string, out: string): Promise<string[]> {
  const here = join(root, 'test/bench/validators');
  const bundle = (entry: string, name: string): Promise<unknown> =>
    build({
      entryPoints: [entry],
      outfile: join(out, `${name}.mjs`),
      absWorkingDir: root,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
    });
  const ours = join(out, 'actionsmith.ts');
  writeFileSync(ours, await writeOurs(root, join(here, 'train-params.schema.json')));
  await bundle(ours, 'actionsmith');
  for (const name of OTHERS) await bundle(join(here, `contenders/${name}.ts`), name);
  await bundle(join(here, 'measure.ts'), 'measure');
  return ['actionsmith', ...OTHERS];
}

/** The validator that the generator writes for the schema. */
async function writeOurs(root: string, file: string): Promise<string> {
  const { schema } = openSchema(file, undefined);
  if (schema === undefined) throw new Error('the schema of the bench is wrong');
  const runtime = join(root, 'runtime/codegen/compiled/validators.ts');
  const code = await makeValidators({ ...schema, file: 'train-params.schema.json' }, 'TrainParams', runtime, './types.js');
  const contender = `{
  all: (value) => checkTrainParams.check(value).ok,
  first: (value) => checkTrainParams.check(value, { first: true }).ok,
}`;
  return `${code}\nexport const contender = ${contender};\n`;
}
