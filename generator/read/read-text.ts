import { readFileSync, statSync } from 'node:fs';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import { MAX_JSON_BYTES, MAX_YAML_BYTES } from './limits.ts';

/** The text of a plain file in UTF-8, without a byte order mark. Undefined after reporting why it cannot be had. */
export function readText(path: string, file: string, diagnostics: Diagnostics): string | undefined {
  const place = { file };
  const limit = file.endsWith('.json') ? MAX_JSON_BYTES : MAX_YAML_BYTES;
  try {
    const stat = statSync(path);
    // Devices and pipes have no size, and reading them may never end.
    if (!stat.isFile())
      return void diagnostics.report('FILE_UNREADABLE', { reason: stat.isDirectory() ? 'it is a folder' : 'it is no plain file' }, place);
    if (stat.size > limit) return void diagnostics.report('FILE_TOO_LARGE', { bytes: stat.size, limit }, place);
    const bytes = readFileSync(path);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) diagnostics.report('FILE_NOT_UTF8', {}, place);
    else diagnostics.report('FILE_UNREADABLE', { reason: reasonOf(error) }, place);
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'it is not there',
    EACCES: 'you may not read it',
    EPERM: 'you may not read it',
    ELOOP: 'its links lead in a circle',
  };
  return known[code] ?? (code || 'the system refused');
}
