// The toolkit's own generated/ and the examples' generated folders, from their contracts, with the toolkit itself. Arguments are passed on: --check.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const args = process.argv.slice(2);
const examples = readdirSync('examples').filter((name) => existsSync(`examples/${name}/config.yaml`));

build('schemas', 'generated', '../../');
build('schemas/base', 'generated/base', '../../../');
build('schemas/backend', 'generated/backend', '../../../');
build('schemas/pipeline-service', 'generated/pipeline-service', '../../../');
for (const name of examples) run('generate', `examples/${name}`);
start('.ci/diagnostics-reference.mjs');

function build(schemas, out, root) {
  run('schema', 'build', schemas, '--out', out, '--runtime', `${root}runtime/codegen/compiled/validators.ts`, '--import-ending', '.ts');
}

function run(...command) {
  start('dist/cli.js', ...command);
}

function start(...command) {
  const { status } = spawnSync(process.execPath, [...command, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = status ?? 1;
}
