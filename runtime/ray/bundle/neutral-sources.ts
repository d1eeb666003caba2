import { basename, join, relative, sep } from 'node:path';

/**
 * A source map that says nothing about the machine it was made on: the author's files keep their path from the plugin's folder, the toolkit's are
 * `actionsmith/…`, those of packages `node_modules/…`, and any other is its name alone. `map` has its sources relative to the plugin's folder.
 */
export function neutralSources(map: string, toolkit: string, folder: string): string {
  const parsed = JSON.parse(map) as { sources: string[] };
  return JSON.stringify({ ...parsed, sources: parsed.sources.map((source) => neutral(source, toolkit, folder)) });
}

function neutral(source: string, toolkit: string, folder: string): string {
  if (!source.startsWith('..')) return source;
  const path = join(folder, source);
  const packages = path.lastIndexOf(`${sep}node_modules${sep}`);
  if (packages !== -1)
    return path
      .slice(packages + 1)
      .split(sep)
      .join('/');
  const own = relative(toolkit, path);
  return own.startsWith('..') ? `elsewhere/${basename(path)}` : `actionsmith/${own.split(sep).join('/')}`;
}
