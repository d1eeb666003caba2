import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Files below a folder whose path matches, relative and with `/`, sorted. For suggestions only: links, hidden and foreign folders are left out, and so is what comes after the first thousands. */
export function listFiles(root: string, pattern: RegExp): string[] {
  const found: string[] = [];
  const open = [''];
  let budget = 5_000;
  for (let folder = open.shift(); folder !== undefined; folder = open.shift()) {
    for (const entry of readFolder(join(root, folder))) {
      if (budget-- <= 0) return found.sort();
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name)) open.push(path);
      else if (entry.isFile() && pattern.test(path)) found.push(path);
    }
  }
  return found.sort();
}

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'generated', 'dist']);

function readFolder(path: string): { name: string; isDirectory(): boolean; isFile(): boolean }[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return []; // a folder that cannot be read has nothing to suggest
  }
}
