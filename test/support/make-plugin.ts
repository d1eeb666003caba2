import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The toolkit's own folder. */
export const TOOLKIT: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** An empty folder that goes when the test ends. */
export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A plugin in a new temporary folder, for one test: path → text, objects as JSON. */
export function makePlugin(files: Readonly<Record<string, string | object>>): string {
  const folder = makeFolder();
  for (const [path, content] of Object.entries(files))
    writeIn(folder, path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return folder;
}

export function writeIn(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** What `npm install` would do: the toolkit in the plugin's node_modules. */
export function installToolkit(folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(TOOLKIT, join(folder, 'node_modules/actionsmith'), 'dir');
  symlinkSync(join(TOOLKIT, 'node_modules/@types'), join(folder, 'node_modules/@types'), 'dir');
}
