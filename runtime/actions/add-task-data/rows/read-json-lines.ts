import { createReadStream } from 'node:fs';
import { messageOf } from '../../../errors/message-of.ts';
import { MOST_ROW_BYTES } from './annotation-row.ts';
import type { RawRow } from './read-rows.ts';

/** A row a line; a line that is broken is that alone. */
export async function* readJsonLines(path: string, signal: AbortSignal): AsyncGenerator<RawRow> {
  let number = 0;
  for await (const line of splitLines(createReadStream(path, { highWaterMark: 256 * 1024, signal }))) {
    const place = `line ${++number}`;
    if (line === undefined) {
      yield { place, problem: `it has more than ${MOST_ROW_BYTES} bytes` };
      continue;
    }
    const text = line
      .toString('utf8')
      .replace(number === 1 ? /^\uFEFF/ : /^(?!)/, '')
      .trim();
    if (text !== '') yield readLine(place, text);
  }
}

function readLine(place: string, text: string): RawRow {
  try {
    return { place, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { place, problem: `it is no JSON: ${messageOf(error)}` };
  }
}

/** Undefined for a line that is too long to be kept. */
async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    if (length <= MOST_ROW_BYTES) parts.push(part);
    else parts = [];
  };
  const line = (): Buffer | undefined => {
    const whole = length <= MOST_ROW_BYTES ? Buffer.concat(parts) : undefined;
    [parts, length] = [[], 0];
    return whole;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      take(chunk.subarray(start, end));
      yield line();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (length > 0) yield line();
}
