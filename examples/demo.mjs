// npm run demo: the whole path of examples/penguins, from the contract to a model that names species. `--ray` runs the actions as jobs of a real
// Ray cluster on this machine, which it starts and stops. Ends with the exit code of the first stage that fails.
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const plugin = join(root, 'examples/penguins');
const shown = relative(process.cwd(), plugin) || '.';
const started = Date.now();
const CODE = { Contract: 'config.yaml', Generated: 'generated', 'The author’s code': 'src', Compiled: 'dist' };
const gentoo = { bill_length_mm: 47.5, bill_depth_mm: 14.9, flipper_length_mm: 218, body_mass_g: 5100 };

class StageFailed extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

try {
  const onRay = process.argv.includes('--ray');
  await generateAndCheck();
  if (onRay) await withCluster(runOnRay);
  else await runHere();
  print(`Done in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
} catch (error) {
  console.error(`\nThe demo stopped: ${error instanceof StageFailed || error.code ? error.message : error.stack}`);
  process.exitCode = error.exitCode ?? 1;
}

async function generateAndCheck() {
  heading(`Generate: ${shown}/config.yaml and its schemas become typed code`);
  await actionsmith('generate', '--plugin', plugin);
  print(`${lastWrites(plugin).length} files in ${shown}/generated, which is committed`);

  heading('Generate again: nothing changed, so nothing is written');
  const before = lastWrites(plugin);
  await actionsmith('generate', '--plugin', plugin);
  const written = lastWrites(plugin).filter((line, index) => line !== before[index]);
  if (written.length > 0) throw new StageFailed(`the second generate wrote ${written.join(', ')}`);

  heading('Compile: plain tsc, strict, over the generated code and the author’s');
  await run('tsc', [join(root, 'node_modules/typescript/bin/tsc'), '-p', plugin]);
  print(`compiled to ${shown}/dist`);
}

/** The actions in this process: each reads what the one before it wrote. */
async function runHere() {
  heading('dataset: 344 penguins become standardised train, validation and test rows');
  const { dataset } = await runAction('dataset');

  heading('train: a softmax regression, in steps');
  const trained = await runAction('train', { dataset });

  heading('infer: which species has a bill of 47.5 × 14.9 mm, flippers of 218 mm and 5100 g?');
  await runAction('infer', { weights_path: trained.weights_path, ...gentoo });

  heading('export: the model as a module that imports nothing');
  const exported = await runAction('export', { weights_path: trained.weights_path });
  const { predict } = await import(pathToFileURL(resolve(plugin, exported.path)).href);
  print(`and in plain Node: import { predict } from '${join(shown, exported.path)}'; predict(…).species === '${predict(gentoo).species}'`);

  heading('The training as a page: steps, curves, log, params, result');
  await reportRun('train');

  heading('Where everything lies');
  printPlaces({ ...CODE, Dataset: dataset, Weights: trained.weights_path, Predictor: exported.path });
  printAccuracy(trained);
}

/** The same as jobs. Each has its own working directory on the cluster, so the model travels from result to params. */
async function runOnRay(cluster) {
  const submit = (action, params) => runJob(cluster, action, params);
  heading('dataset, as a Ray job');
  await submit('dataset');

  heading('train, as a Ray job');
  const trained = await submit('train');

  heading('train once more, in this process: the same seed gives the same result');
  const here = await runAction('train');
  if (!isDeepStrictEqual(here, trained)) throw new StageFailed('the job and this process disagree');
  print('Equal to the last digit.');

  heading('infer, as a Ray job');
  await submit('infer', { model: trained.model, ...gentoo });

  heading('export, as a Ray job');
  await submit('export', { model: trained.model });

  heading('Where everything lies');
  printPlaces({ ...CODE, 'Weights (of the run here)': here.weights_path });
  print('What the jobs wrote is on the cluster, in the working directory of each job; their results came back whole.');
  printAccuracy(trained);
}

async function withCluster(work) {
  heading('Start a Ray cluster on this machine');
  const { startLocalCluster } = await import('actionsmith/ray');
  const cluster = await startLocalCluster({ folder: root, onProgress: print });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => cluster.stop().finally(() => process.exit(130)));
  print(`Its dashboard: ${cluster.dashboardUrl}`);
  try {
    await work(cluster);
  } finally {
    await cluster.stop();
    print('The cluster is stopped.');
  }
}

/** Runs an action in this process, shows its result and gives it back. */
async function runAction(action, params = {}) {
  return showResult(await ask('run', action, '--plugin', plugin, '--params', JSON.stringify(params)));
}

/** Writes the page of the last run of an action, and says where it is. */
async function reportRun(action) {
  const [{ id }] = JSON.parse(await ask('runs', 'list', '--plugin', plugin, '--action', action, '--limit', '1', '--json'));
  await actionsmith('runs', 'report', id, '--plugin', plugin);
}

/** Submits an action to the cluster, follows it to its end, shows its result and gives it back. */
async function runJob({ dashboardUrl }, action, params = {}) {
  const where = ['--address', dashboardUrl, '--plugin', plugin];
  const id = await ask('jobs', 'submit', action, ...where, '--params', JSON.stringify(params));
  return showResult(await ask('jobs', 'wait', id.trim(), ...where));
}

function showResult(json) {
  const result = JSON.parse(json);
  const { model, ...short } = result;
  print(JSON.stringify(model === undefined ? short : { ...short, model: '…' }, null, 2));
  return result;
}

function actionsmith(...args) {
  return run(`actionsmith ${args[0]}`, [join(root, 'dist/cli.js'), ...args]);
}

/** The same, and gives what it prints; the rest, progress for instance, goes to the terminal. */
function ask(...args) {
  return run(`actionsmith ${args[0]}`, [join(root, 'dist/cli.js'), ...args], { keepOutput: true });
}

function run(name, args, { keepOutput = false } = {}) {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, args, { cwd: process.cwd(), stdio: ['ignore', keepOutput ? 'pipe' : 'inherit', 'inherit'] });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? done(output) : reject(new StageFailed(`${name} ended with ${code}${output && `: ${output}`}`, code ?? 1)),
    );
  });
}

/** One line a generated file, which changes whenever the file is written. */
function lastWrites(folder) {
  const generated = join(folder, 'generated');
  const files = readdirSync(generated, { recursive: true }).filter((name) => statSync(join(generated, name)).isFile());
  return files.sort().map((name) => `${name} at ${statSync(join(generated, name)).mtimeMs}`);
}

function printPlaces(places) {
  for (const [name, path] of Object.entries(places)) print(`${`${name}:`.padEnd(28)}${join(shown, path)}`);
}

function printAccuracy({ test_accuracy, test_rows, epochs_completed }) {
  print(`\nTest accuracy: ${test_accuracy.toFixed(4)} on ${test_rows} held-back penguins, after ${epochs_completed} epochs.`);
  if (!(test_accuracy > 0.9)) throw new StageFailed('that is not above 0.9');
}

function heading(text) {
  print(`\n${process.stdout.isTTY ? `\x1b[1m${text}\x1b[0m` : text}\n${'─'.repeat(text.length)}`);
}

function print(text) {
  console.log(text);
}
