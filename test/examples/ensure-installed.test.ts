import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../.ci/ensure-installed.mjs', import.meta.url));
const lock = {
  packages: {
    '': { version: '1.0.0' },
    'examples/penguins': { version: '1.0.0' },
    'node_modules/yaml': { version: '2.0.0' },
    'node_modules/only-on-mars': { version: '1.0.0', optional: true },
  },
};
const yesterday = new Date(Date.now() - 86_400_000);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ensure-'));
  put('package.json', { engines: { node: '>=20.19' } });
  put('package-lock.json', lock);
  put('node_modules/.package-lock.json', { packages: { 'node_modules/yaml': { version: '2.0.0' } } });
  put('node_modules/yaml/package.json', {});
  for (const source of ['generator/a.ts', 'runtime/a.ts', 'generated/a.ts', 'tsconfig.json', '.ci/entry-points.mjs', 'package.json']) {
    if (source !== 'package.json') put(source, '');
    utimesSync(join(root, source), yesterday, yesterday);
  }
  put('.ci/build.mjs', "console.log('building')");
  utimesSync(join(root, '.ci/build.mjs'), yesterday, yesterday);
  cpSync(script, join(root, '.ci/ensure-installed.mjs'));
  put('dist/cli.js', '');
  put('dist/types/runtime/index.d.ts', '');
  put('fake/npm-cli.js', "console.log('npm', ...process.argv.slice(2)); process.exit(Number(process.env.NPM_EXIT ?? 0));");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('nothing is done where everything is there', () => {
  expect(ensure()).toEqual({ status: 0, said: [] });
});

test('a newer date of package-lock.json alone is no reason to install', () => {
  const tomorrow = new Date(Date.now() + 86_400_000);
  utimesSync(join(root, 'package-lock.json'), tomorrow, tomorrow);
  expect(ensure()).toEqual({ status: 0, said: [] });
});

test('on a fresh clone npm ci runs, which also builds', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  rmSync(join(root, 'dist'), { recursive: true });
  expect(ensure()).toEqual({ status: 0, said: ['Installing with npm ci: nothing is installed yet.', 'npm ci --no-audit --no-fund'] });
});

test('npm ci runs when the lock asks for another version', () => {
  put('package-lock.json', { packages: { ...lock.packages, 'node_modules/yaml': { version: '2.0.1' } } });
  expect(ensure().said[0]).toBe('Installing with npm ci: package-lock.json asks for another yaml.');
});

test('npm ci runs when the lock asks for one more package, or one was deleted', () => {
  put('package-lock.json', { packages: { ...lock.packages, 'node_modules/@a/b': { version: '1.0.0' } } });
  expect(ensure().said[0]).toBe('Installing with npm ci: package-lock.json asks for another @a/b.');
  put('package-lock.json', lock);
  rmSync(join(root, 'node_modules/yaml'), { recursive: true });
  expect(ensure().said[0]).toBe('Installing with npm ci: package-lock.json asks for another yaml.');
});

test('where only dist/ is missing, it is built', () => {
  rmSync(join(root, 'dist'), { recursive: true });
  expect(ensure()).toEqual({ status: 0, said: ['Building dist/: dist/cli.js is missing.', 'building'] });
});

test('dist/ is built again when a source is newer', () => {
  put('runtime/deep/new.ts', '');
  const soon = new Date(Date.now() + 5_000);
  utimesSync(join(root, 'runtime/deep/new.ts'), soon, soon);
  expect(ensure().said).toEqual(['Building dist/: runtime/deep/new.ts is newer than dist/.', 'building']);
});

test('a failed installation ends with the exit code of npm', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  const { status, said } = ensure({ NPM_EXIT: '7' });
  expect(status).toBe(7);
  expect(said.at(-1)).toMatch(/ci --no-audit --no-fund failed\.$/);
});

test('a build that failed is tried again the next time', () => {
  rmSync(join(root, 'dist/cli.js'));
  put('.ci/build.mjs', "import { writeFileSync } from 'node:fs'; writeFileSync('dist/cli.js', ''); process.exit(2);");
  expect(ensure().status).toBe(2);
  expect(ensure().status).toBe(2);
});

test('a Node that is too old is told which one is needed', () => {
  put('package.json', { engines: { node: '>=99.1' } });
  expect(ensure()).toEqual({
    status: 1,
    said: [`actionsmith needs Node 99.1 or newer, and this is Node ${process.versions.node}: see https://nodejs.org/en/download`],
  });
});

function put(path: string, content: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}

function ensure(env: Record<string, string> = {}): { status: number | null; said: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, '.ci/ensure-installed.mjs')], {
    env: { ...process.env, npm_execpath: join(root, 'fake/npm-cli.js'), ...env },
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}`.split('\n').filter(Boolean) };
}
