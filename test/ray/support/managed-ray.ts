import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RAY_VERSION } from '../../../runtime/ray/ray-venv.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Folders of a user who has used nothing yet, but for Ray, which is the one of the tests. */
export function freshUser(): { readonly env: Readonly<Record<string, string>>; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'actionsmith-user-'));
  mkdirSync(join(folder, 'cache/actionsmith/ray'), { recursive: true });
  symlinkSync(join(root, '.venv'), join(folder, 'cache/actionsmith/ray', RAY_VERSION));
  const env = { XDG_CACHE_HOME: join(folder, 'cache'), XDG_STATE_HOME: join(folder, 'state') };
  return { env, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
