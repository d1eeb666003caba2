import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadPlugin } from '../../../runtime/discovery/load-plugin.ts';
import { zipFiles } from '../../../runtime/ray/bundle/zip-files.ts';
import { tinyExecutor, tinyFolder } from '../../ray/support/tiny.ts';

test('a wheel of the plugin is installed where its job runs, and until then the job says what it waits for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'actionsmith-wheels-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(tinyFolder, folder, { recursive: true });
  mkdirSync(join(folder, 'wheels'));
  writeFileSync(join(folder, 'wheels/greeter-1.0-py3-none-any.whl'), wheel('greeter', "WORD = 'servus'\n"));
  const spec = (await loadPlugin(tinyFolder)).registry.get('python');
  const run = await tinyExecutor({ workingDir: folder }).submit<string>(spec, { code: 'import greeter; print(greeter.WORD)' });
  await expect
    .poll(() => run.state())
    .toEqual({ status: 'PENDING', reason: 'its runtime_env is being set up (pip): the first time on a node this takes long' });
  expect(await run.result()).toBe('servus');
});

/** PEP 427, as small as pip takes it. */
function wheel(name: string, source: string): Uint8Array {
  const info = `${name}-1.0.dist-info`;
  const files = {
    [`${name}/__init__.py`]: source,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  };
  const record = [...Object.keys(files), `${info}/RECORD`].map((path) => `${path},,\n`).join('');
  return zipFiles(
    Object.fromEntries(Object.entries({ ...files, [`${info}/RECORD`]: record }).map(([path, text]) => [path, Buffer.from(text)])),
  );
}
