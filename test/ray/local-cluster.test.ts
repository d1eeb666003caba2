import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { startLocalCluster } from '../../runtime/ray/local-cluster.ts';
import { ensureRayVenv, RAY_VERSION } from '../../runtime/ray/ray-venv.ts';

const folder = mkdtempSync(join(tmpdir(), 'actionsmith-venv-'));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('a machine without Python >= 3.10 is told what to install', async () => {
  vi.stubEnv('PATH', '/nowhere');
  await expect(ensureRayVenv(folder)).rejects.toMatchObject({
    code: 'PYTHON_MISSING',
    message: 'Ray needs Python >= 3.10 and none was found on the PATH: install python3 (with its venv module) and try again',
  });
});

test('a Ray that ends at once is an error with its last words, and leaves nothing behind', async () => {
  fakeRay('echo "port 1 is taken" >&2; exit 1');
  await expect(startLocalCluster({ folder })).rejects.toMatchObject({
    code: 'CLUSTER_START_FAILED',
    message: 'Ray could not be started: it ended at once\nport 1 is taken',
  });
});

/** A `.venv` that looks complete, with a `ray` of our own. */
function fakeRay(script: string): void {
  const info = join(folder, '.venv/lib/python3.11/site-packages', `ray-${RAY_VERSION}.dist-info`);
  mkdirSync(info, { recursive: true });
  mkdirSync(join(folder, '.venv/bin'), { recursive: true });
  writeFileSync(join(info, 'RECORD'), '');
  writeFileSync(join(folder, '.venv/bin/ray'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}
