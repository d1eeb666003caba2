// The pre-script of demo, test and check: on a fresh clone it installs and builds, when the lock or the sources are newer it catches up, else it
// does nothing. Uses no package and only old syntax, so that it runs before anything is installed and can speak to a Node that is too old.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const BUILT = ['dist/cli.js', 'dist/types/runtime/index.d.ts'];
const SOURCES = ['generator', 'runtime', 'generated', '.ci/build.mjs', '.ci/entry-points.mjs', 'package.json', 'tsconfig.json'];

refuseOldNode();
const notInstalled = whyNotInstalled();
if (notInstalled !== undefined) {
  install(notInstalled);
} else {
  const notBuilt = whyNotBuilt();
  if (notBuilt !== undefined) build(notBuilt);
}

function refuseOldNode() {
  const needed = readJson('package.json').engines.node.replace(/[^\d.]/g, '');
  if (compareVersions(process.versions.node, needed) >= 0) return;
  console.error(`actionsmith needs Node ${needed} or newer, and this is Node ${process.versions.node}: see https://nodejs.org/en/download`);
  process.exit(1);
}

/** What is installed is what the lock asks for; a sentence that says why not, else undefined. Compares contents: a new date alone is no reason. */
function whyNotInstalled() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return 'nothing is installed yet';
  const wanted = readJson('package-lock.json').packages;
  const present = readJson('node_modules/.package-lock.json').packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/')) continue; // the project itself and its workspaces
    const there = present[path];
    if (there === undefined && entry.optional) continue; // of another platform
    if (there === undefined || there.version !== entry.version || !existsSync(join(root, path)))
      return `package-lock.json asks for another ${nameOf(path)}`;
  }
  return undefined;
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function whyNotBuilt() {
  const missing = BUILT.find((file) => !existsSync(join(root, file)));
  if (missing !== undefined) return `${missing} is missing`;
  const built = Math.min(...BUILT.map((file) => statSync(join(root, file)).mtimeMs));
  const newer = SOURCES.flatMap(listFiles).find((file) => statSync(join(root, file)).mtimeMs > built);
  return newer === undefined ? undefined : `${newer} is newer than dist/`;
}

function listFiles(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
    entry.name === 'node_modules' ? [] : listFiles(`${path}/${entry.name}`),
  );
}

/** `npm ci` also builds, by the script `prepare`. */
function install(why) {
  console.log(`Installing with npm ci: ${why}.`);
  const npm = process.env.npm_execpath;
  const options = ['ci', '--no-audit', '--no-fund'];
  if (npm !== undefined && basename(npm) === 'npm-cli.js') run(process.execPath, [npm, ...options]);
  else run('npm', options);
}

function build(why) {
  console.log(`Building dist/: ${why}.`);
  run(process.execPath, ['.ci/build.mjs']);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status === 0) return;
  rmSync(join(root, BUILT[1]), { force: true }); // half a build does not count as one the next time
  if (error !== undefined) console.error(error.message);
  console.error(`${basename(command)} ${args.join(' ')} failed.`);
  process.exit(status || 1);
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

function compareVersions(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const index = [0, 1, 2].find((part) => (left[part] || 0) !== (right[part] || 0));
  return index === undefined ? 0 : (left[index] || 0) - (right[index] || 0);
}
