import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findPython } from '../../../runtime/ray/local/find-python.ts';
import { makePlugin } from '../../support/make-plugin.ts';

afterEach(() => vi.unstubAllEnvs());

/** A folder for the PATH whose commands are shell scripts. */
function commands(scripts: Readonly<Record<string, string>>): string {
  const folder = makePlugin(Object.fromEntries(Object.entries(scripts).map(([name, body]) => [name, `#!/bin/sh\n${body}\n`])));
  for (const name of Object.keys(scripts)) chmodSync(join(folder, name), 0o755);
  return folder;
}

test('the first Python that is new enough and has venv is taken', async () => {
  vi.stubEnv('PATH', commands({ python3: 'exit 1', 'python3.12': 'exit 0', 'python3.11': 'exit 0' }));
  expect(await findPython()).toBe('python3.12');
});

test('one that was named is taken, whatever else there is', async () => {
  vi.stubEnv('PATH', [commands({ python3: 'exit 0' }), commands({ 'my-python': 'exit 0' })].join(delimiter));
  expect(await findPython('my-python')).toBe('my-python');
});

test('one that was named and does not fit is not replaced by another', async () => {
  vi.stubEnv('PATH', commands({ python3: 'exit 0', old: 'exit 1' }));
  await expect(findPython('old')).rejects.toMatchObject({
    code: 'PYTHON_MISSING',
    message: 'old is no Python >= 3.10 with its venv module: name another one',
  });
});
