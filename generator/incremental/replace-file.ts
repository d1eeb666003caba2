import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Writes a file beside its place and renames it into it, so that nobody reads half of it. What a run that was killed left beside it goes too. */
export function replaceFile(path: string, data: string | Uint8Array): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const left = readdirSync(folder).filter((name) => name.startsWith(`${basename(path)}.`) && /\.\d+$/.test(name));
  for (const name of left) rmSync(join(folder, name), { force: true });
  const temporary = `${path}.${process.pid}`;
  try {
    writeFileSync(temporary, data);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
