import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.ts';
import { renderText } from '../../generator/diagnostics/render-text.ts';
import { MAX_YAML_BYTES } from '../../generator/read/limits.ts';
import type { LocatedDocument } from '../../generator/read/located-document.ts';
import { parseLocated, readLocated } from '../../generator/read/read-located.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from './describe-system-error.ts';

/**
 * Reads params from a file, from a pipe (`<(…)`, /dev/stdin), or from stdin for `-`. Undefined for an empty document.
 * Throws PARAMS_UNREADABLE: its message shows every problem with its place, and `details.diagnostics` has them as data.
 */
export async function readParamsFile(path: string): Promise<LocatedDocument | undefined> {
  const diagnostics = new Diagnostics();
  const document = isStream(path) ? await readStream(path, diagnostics) : readPlain(path, diagnostics);
  if (!diagnostics.hasErrors) return document;
  const problems = diagnostics.list();
  throw new ActionsmithError(`${nameOf(path)} cannot be read\n${renderText(problems).trimEnd()}`, {
    code: 'PARAMS_UNREADABLE',
    details: { diagnostics: problems },
  });
}

function readPlain(path: string, diagnostics: Diagnostics): LocatedDocument | undefined {
  return readLocated(resolve(path), { file: path, uri: pathToFileURL(resolve(path)).href, diagnostics });
}

/** What has no size before it was read: the limit holds while it is. */
async function readStream(path: string, diagnostics: Diagnostics): Promise<LocatedDocument | undefined> {
  const place = { file: nameOf(path) };
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of path === '-' ? process.stdin : createReadStream(path)) {
      bytes += chunks[chunks.push(Buffer.from(chunk as Uint8Array)) - 1]!.byteLength;
      if (bytes > MAX_YAML_BYTES) return void diagnostics.report('FILE_TOO_LARGE', { bytes, limit: MAX_YAML_BYTES }, place);
    }
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return parseLocated(text, { file: place.file, uri: pathToFileURL(resolve(place.file)).href, diagnostics });
  } catch (error) {
    if (error instanceof TypeError) diagnostics.report('FILE_NOT_UTF8', {}, place);
    else diagnostics.report('FILE_UNREADABLE', { reason: isSystemError(error) ? reasonOf(error) : String(error) }, place);
    return undefined;
  }
}

function isStream(path: string): boolean {
  if (path === '-') return true;
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (stat.isFIFO() || stat.isCharacterDevice() || stat.isSocket());
}

function nameOf(path: string): string {
  return path === '-' ? 'stdin' : path;
}
