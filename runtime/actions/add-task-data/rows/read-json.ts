import { createReadStream } from 'node:fs';
import { messageOf } from '../../../errors/message-of.ts';
import { MOST_ROW_BYTES } from './annotation-row.ts';
import type { RawRow } from './read-rows.ts';

/** A JSON array of rows, read as a stream. What is behind a mistake cannot be told from it, so that is the end. */
export async function* readJson(path: string, signal: AbortSignal): AsyncGenerator<RawRow> {
  const { JSONParser } = await import('@streamparser/json');
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  let values: unknown[] = [];
  let isArray: boolean | undefined;
  parser.onValue = ({ value, parent }) => {
    isArray ??= Array.isArray(parent);
    values.push(value);
  };
  let [count, waiting] = [0, 0];
  const problem = (what: string): RawRow => ({ place: `row ${count + 1}`, problem: `${what}; what is behind it was not read` });
  for await (const chunk of withoutMark(createReadStream(path, { highWaterMark: 256 * 1024, signal }))) {
    let broken: RawRow | undefined;
    try {
      parser.write(chunk);
    } catch (error) {
      broken = { place: '', problem: messageOf(error) };
    }
    if (isArray === false) return yield { place: 'row 1', problem: 'the file must be an array of rows' };
    for (const value of values) yield { place: `row ${++count}`, value };
    waiting = values.length > 0 ? 0 : waiting + chunk.length;
    values = [];
    if (broken !== undefined) return yield problem(`it is no JSON: ${broken.problem}`);
    if (waiting > MOST_ROW_BYTES) return yield problem(`it has more than ${MOST_ROW_BYTES} bytes`);
  }
  if (!parser.isEnded) yield problem('the file ends in the middle of its JSON');
}

/** Some editors begin a file with the mark of UTF-8. */
async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of chunks) {
    yield isFirst && chunk.subarray(0, 3).equals(MARK) ? chunk.subarray(3) : chunk;
    isFirst = false;
  }
}

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
