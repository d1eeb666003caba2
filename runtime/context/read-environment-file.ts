import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parseEnv } from 'node:util';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';

/** How a file is read, by its ending; the parsers are loaded when they are needed. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  '.env': (text) => parseEnv(text),
  '.json': (text) => JSON.parse(text),
  '.toml': async (text) => (await import('smol-toml')).parse(text),
  '.yaml': parseYaml,
  '.yml': parseYaml,
};

/**
 * The variables in a file: .env, JSON, TOML or YAML by its ending. Numbers and booleans become texts, a list becomes one with commas.
 * Throws BAD_ENVIRONMENT that never shows what is in the file.
 */
export async function readEnvironmentFile(file: string): Promise<Record<string, string>> {
  const ending = extname(file) === '' ? '.env' : extname(file).toLowerCase(); // `.env` itself has no ending
  const read = READERS[ending];
  if (read === undefined) throw refuse(file, `its ending ${ending} is none of ${Object.keys(READERS).join(', ')}`);
  const text = await readText(file);
  let value: unknown;
  try {
    value = await read(text);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'NOT_IN_BUNDLE') throw refuse(file, 'a job on a cluster reads .env and .json only');
    throw refuse(file, `it is not ${ending.slice(1).toUpperCase()}${placeOf(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse(file, 'it must hold names and values');
  return Object.fromEntries(Object.entries(value).flatMap(([name, item]) => (item === null ? [] : [[name, toText(file, name, item)]])));
}

async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw refuse(file, isSystemError(error) ? reasonOf(error) : String(error));
  }
}

async function parseYaml(text: string): Promise<unknown> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { uniqueKeys: true, schema: 'core', logLevel: 'silent' });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw problem;
  return document.toJS({ maxAliasCount: 100 }) ?? {};
}

function toText(file: string, name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toJSON();
  if (Array.isArray(value)) {
    const parts = value.map((item: unknown) => toText(file, name, item));
    if (parts.every((part) => !part.includes(','))) return parts.join(',');
    throw refuse(file, `the list ${name} has an item with a comma in it, which separates items`);
  }
  throw refuse(file, `${name} is no text, number, boolean or list of these`);
}

/** The line only: a parser's own words show what it read. */
function placeOf(error: unknown): string {
  const { line, linePos } = error as { readonly line?: number; readonly linePos?: readonly { readonly line: number }[] };
  const found = linePos?.[0]?.line ?? line;
  return typeof found === 'number' ? ` (line ${found})` : '';
}

function refuse(file: string, why: string): ActionsmithError {
  return new ActionsmithError(`no environment can be read from ${file}: ${why}`, { code: 'BAD_ENVIRONMENT' });
}
