import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LocatedDocument } from '../../generator/read/located-document.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';

/**
 * Reads params from a file, from a pipe (`<(…)`, /dev/stdin), or from stdin for `-`. Undefined for an empty document.
 * Throws PARAMS_UNREADABLE: its message shows every problem with its place, and `details.diagnostics` has them as data.
 */
export async function readParamsFile(path: string): Promise<LocatedDocument | undefined> {
  const { Diagnostics } = await import('../../generator/diagnostics/diagnostics.ts');
  const { readLocated } = await import('../../generator/read/read-located.ts');
  const { readStream } = await import('../../generator/read/read-stream.ts');
  const diagnostics = new Diagnostics();
  const file = path === '-' ? 'stdin' : path;
  const source = { file, uri: pathToFileURL(resolve(file)).href, diagnostics };
  const document = isStream(path) ? await readStream(open(path), source) : readLocated(resolve(path), source);
  if (!diagnostics.hasErrors) return document;
  const { renderText } = await import('../../generator/diagnostics/render-text.ts');
  const problems = diagnostics.list();
  throw new ActionsmithError(`${file} cannot be read\n${renderText(problems).trimEnd()}`, {
    code: 'PARAMS_UNREADABLE',
    details: { diagnostics: problems },
  });
}

function open(path: string): AsyncIterable<Uint8Array> {
  return path === '-' ? process.stdin : createReadStream(path);
}

function isStream(path: string): boolean {
  if (path === '-') return true;
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (stat.isFIFO() || stat.isCharacterDevice() || stat.isSocket());
}
