import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with the commands of the system, but without Node: the PATH of a cluster that has none. */
export function pathWithoutNode(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'actionsmith-path-'));
  for (const name of readdirSync('/usr/bin'))
    if (!/^(?:node(?:js)?|npm|npx|corepack)$/.test(name)) symlinkSync(join('/usr/bin', name), join(path, name));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
