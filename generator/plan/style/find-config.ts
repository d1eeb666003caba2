import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { isRecord } from '../../model/schema/json-schema.ts';

/** Not package.json: every installation changes it, and would have everything generated again. */
export const PRETTIER_FILES: readonly string[] = [
  '.prettierrc',
  ...['json', 'yaml', 'yml', 'json5', 'js', 'ts', 'mjs', 'mts', 'cjs', 'cts'].map((ending) => `.prettierrc.${ending}`),
  ...['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'].map((ending) => `prettier.config.${ending}`),
  '.prettierrc.toml',
];
export const OXFMT_FILES: readonly string[] = ['.oxfmtrc.json', '.oxfmtrc.jsonc', 'oxfmt.config.ts', 'oxfmt.config.mts'];

export interface Config {
  /** The folder that globs in it are relative to. */
  readonly folder: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The nearest configuration from a folder upwards. `looked` takes every path that was asked for. One that is code is taken for empty: nothing is run to know it. */
export async function findConfig(folder: string, names: readonly string[], looked: Set<string>): Promise<Config | undefined> {
  for (const at of foldersFrom(folder)) {
    for (const name of names) {
      const path = join(at, name);
      looked.add(path);
      const text = readSmallFile(path);
      if (text !== undefined) return { folder: at, options: await parseConfig(path, text) };
    }
  }
  return undefined;
}

/** A folder and those above it. */
export function foldersFrom(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersFrom(above)];
}

const LARGEST = 1_000_000;

/** Undefined where there is no such file. */
export function readSmallFile(path: string): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() && stat.size <= LARGEST ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** What cannot be read is the tool's to report. */
async function parseConfig(path: string, text: string): Promise<Config['options']> {
  try {
    if (path.endsWith('.toml')) return asOptions((await import('smol-toml')).parse(text));
    return /\.[cm]?[jt]s$/.test(path) ? {} : asOptions(parse(withoutComments(text)));
  } catch {
    return {};
  }
}

function asOptions(value: unknown): Config['options'] {
  return isRecord(value) ? value : {};
}

/** JSON with comments is YAML without them. */
function withoutComments(text: string): string {
  if (!/^\s*(?:\{|\/\/|\/\*)/.test(text)) return text;
  return text.replace(/("(?:\\.|[^"\\])*")|\/\/.*|\/\*[^]*?\*\//g, (_match, quoted: string | undefined) => quoted ?? '');
}
