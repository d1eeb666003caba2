import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { messageOf } from '../../../errors/message-of.ts';
import { MOST_ROW_BYTES } from './annotation-row.ts';
import type { RawRow } from './read-rows.ts';

/** A line of CSV (RFC 4180) under a header of names: `task_id` is a number, `data` is JSON, an empty field is none. */
export async function* readCsv(path: string, signal: AbortSignal): AsyncGenerator<RawRow> {
  const { parse } = await import('csv-parse');
  const parser = parse({
    bom: true,
    columns: true,
    record_delimiter: ['\r\n', '\n', '\r'], // one file may have more than one of them
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MOST_ROW_BYTES,
  });
  let skipped: string[] = [];
  parser.on('skip', (error: Error) => void skipped.push(messageOf(error)));
  pipeline(createReadStream(path, { signal }), parser, () => {}); // what goes wrong is thrown where it is read
  let count = 0;
  const problems = (): RawRow[] => {
    const found = skipped.map((problem) => ({ place: `row ${++count}`, problem: `it is no CSV: ${problem}` }));
    skipped = [];
    return found;
  };
  try {
    for await (const record of parser as AsyncIterable<Readonly<Record<string, string>>>) {
      yield* problems();
      yield readRecord(`row ${++count}`, record);
    }
    yield* problems();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_')) throw error;
    yield* problems();
    yield { place: `row ${count + 1}`, problem: `it is no CSV: ${messageOf(error)}; what is behind it was not read` };
  }
}

function readRecord(place: string, record: Readonly<Record<string, string>>): RawRow {
  const fields: Record<string, unknown> = Object.fromEntries(Object.entries(record).filter(([, text]) => text !== ''));
  const { task_id: id, data } = record;
  if (id) fields['task_id'] = /^\d+$/.test(id.trim()) ? Number(id) : id;
  try {
    if (data) fields['data'] = JSON.parse(data);
  } catch (error) {
    return { place, problem: `data is no JSON: ${messageOf(error)}` };
  }
  return { place, value: fields };
}
