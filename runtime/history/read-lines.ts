import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const CHUNK = 256 * 1024;
const POLL_MS = 200;

export interface ReadLinesOptions {
  /** Asked before each look at the file: once it is true, what is there by then is the last. Default: that is so from the start. */
  readonly isOver?: () => boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The lines of a file that is being written, or was, without their ends. A last line without an end is no line: whoever wrote it was interrupted.
 * A file that is not there has none. Memory holds a chunk and a line.
 */
export async function* readLines(
  path: string,
  { isOver = () => true, signal }: ReadLinesOptions = {},
): AsyncGenerator<string, void, undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return;
  const chunk = Buffer.allocUnsafe(CHUNK);
  let parts: Buffer[] = [];
  try {
    for (;;) {
      const last = isOver();
      for (;;) {
        const { bytesRead } = await file.read(chunk, 0, CHUNK);
        if (bytesRead === 0) break;
        let from = 0;
        for (let end = chunk.indexOf(10, from); end >= 0 && end < bytesRead; end = chunk.indexOf(10, from)) {
          yield Buffer.concat([...parts, chunk.subarray(from, end)]).toString('utf8');
          parts = [];
          from = end + 1;
        }
        if (from < bytesRead) parts.push(Buffer.from(chunk.subarray(from, bytesRead)));
      }
      if (last) return;
      await pause(POLL_MS, undefined, { signal });
    }
  } finally {
    await file.close();
  }
}
