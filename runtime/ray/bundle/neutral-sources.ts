import { basename, join, sep } from 'node:path';
import { placeInToolkit } from './toolkit-copies.ts';

/**
 * A source map that says nothing about the machine it was made on: the author's files keep their path from the plugin's folder, the toolkit's are
 * `actionsmith/…`, those of packages `node_modules/…`, and any other is its name alone. `map` has its sources relative to the plugin's folder.
 */
export function neutralSources(map: string, folder: string): string {
  const parsed = JSON.parse(map) as { sources: string[] };
  return JSON.stringify({ ...parsed, sources: parsed.sources.map((source) => neutral(source, folder)) });
}

function neutral(source: string, folder: string): string {
  const path = join(folder, source);
  const own = placeInToolkit(path, folder);
  if (own !== undefined) return `actionsmith/${own}`;
  const packages = path.lastIndexOf(`${sep}node_modules${sep}`);
  if (packages !== -1)
    return path
      .slice(packages + 1)
      .split(sep)
      .join('/');
  return source.startsWith('..') ? `elsewhere/${basename(path)}` : source;
}
