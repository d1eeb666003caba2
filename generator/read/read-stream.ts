import { describeSystemError, isSystemError } from '../../runtime/errors/describe-system-error.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import { MAX_YAML_BYTES } from './limits.ts';
import type { LocatedDocument } from './located-document.ts';
import { parseLocated } from './read-located.ts';

interface Source {
  /** What people call it: `stdin`. */
  readonly file: string;
  readonly uri: string;
  readonly diagnostics: Diagnostics;
}

/** A document from a pipe, which has no size before it was read: the limit holds while it is. Undefined where something was reported. */
export async function readStream(stream: AsyncIterable<Uint8Array>, source: Source): Promise<LocatedDocument | undefined> {
  const { file, diagnostics } = source;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes > MAX_YAML_BYTES) return void diagnostics.report('FILE_TOO_LARGE', { bytes, limit: MAX_YAML_BYTES }, { file });
    }
    return parseLocated(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)), source);
  } catch (error) {
    if (error instanceof TypeError) diagnostics.report('FILE_NOT_UTF8', {}, { file });
    else diagnostics.report('FILE_UNREADABLE', { reason: isSystemError(error) ? describeSystemError(error) : String(error) }, { file });
    return undefined;
  }
}
