import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findWheels, readPythonPackages } from '../../runtime/ray/python-packages.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'actionsmith-python-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a plugin without requirements and wheels asks for nothing', async () => {
  expect(await readPythonPackages(folder)).toBeUndefined();
  expect(await readPythonPackages(folder, { manager: 'uv', options: ['--pre'] })).toBeUndefined();
});

test('requirements come first, then the wheels, where Ray unpacks the package', async () => {
  writeFileSync(join(folder, 'requirements.txt'), 'numpy\n--no-index\n');
  addWheels('wheels', 'b-1.0-py3-none-any.whl', 'a-1.0-py3-none-any.whl', 'README.md');
  expect(await readPythonPackages(folder, { manager: 'uv', options: ['--pre'] })).toEqual({
    manager: 'uv',
    packages: [
      'numpy',
      '${RAY_RUNTIME_ENV_CREATE_WORKING_DIR}/wheels/a-1.0-py3-none-any.whl',
      '${RAY_RUNTIME_ENV_CREATE_WORKING_DIR}/wheels/b-1.0-py3-none-any.whl',
    ],
    options: ['--no-index', '--pre'],
  });
});

test('a folder of wheels that config.yaml names has to be there', async () => {
  addWheels('vendor/py', 'a-1.0-py3-none-any.whl');
  expect(await findWheels(folder, { wheelsDir: './vendor/py/' })).toEqual(['vendor/py/a-1.0-py3-none-any.whl']);
  await expect(findWheels(folder, { wheelsDir: 'gone' })).rejects.toMatchObject({
    code: 'WHEELS_MISSING',
    message: 'wheels_dir: there is no folder gone in the plugin',
  });
});

function addWheels(place: string, ...names: readonly string[]): void {
  mkdirSync(join(folder, place), { recursive: true });
  for (const name of names) writeFileSync(join(folder, place, name), name);
}
