import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEvents } from '../../runtime/history/read-events.ts';
import { readLines } from '../../runtime/history/read-lines.ts';
import { type RunContent, readRun } from '../../runtime/history/read-run.ts';
import { readStoredRun } from '../../runtime/history/stored-run.ts';
import { renderReport } from '../../runtime/report/render-report.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { writeRun } from '../support/run-plan.ts';

const read = (folder: string): Promise<RunContent> => readRun(readStoredRun(folder)!);

async function linesOf(text: string): Promise<string[]> {
  const file = join(makeFolder(), 'lines');
  writeFileSync(file, text);
  const lines: string[] = [];
  for await (const line of readLines(file)) lines.push(line);
  return lines;
}

test('lines end at line ends and nowhere else, and what has no end is none', async () => {
  expect(await linesOf('a\nb\u2028c\r\n\nd')).toEqual(['a', 'b\u2028c\r', '']);
  const long = 'ü'.repeat(400_000);
  expect(await linesOf(`x\n${long}\ny\n`)).toEqual(['x', long, 'y']);
  expect(await linesOf('')).toEqual([]);
});

test('what stands in a run’s files and is of no known shape is left out, and the rest is there', async () => {
  const { folder } = await writeRun(makeFolder(), {
    events: [{ type: 'message', time: 1, message: 'hello', context: 'info' }],
    outcome: new Error('boom'),
  });
  appendFileSync(join(folder, 'events.jsonl'), 'no json\n{"type":"later"}\n{"type":"progress","time":1}\n{"type":"mess');
  appendFileSync(join(folder, 'files.jsonl'), '{"path":1}\nno json\n{"event":"e","path":"p","kept":"missing"}\n');
  const events: unknown[] = [];
  for await (const event of readEvents(folder)) events.push(event);
  expect(events).toHaveLength(1);
  expect(await read(folder)).toMatchObject({ error: { message: 'boom' }, files: [{ path: 'p' }], summary: { count: 1 } });
});

test.each(['{', 'null', '[]', '"x"', '{"message":1}', '{"name":"E","message":"m","excerpts":[{"file":1},null,3]}'])(
  'an error.json that holds %s still gives a page',
  async (text) => {
    const { folder } = await writeRun(makeFolder(), { outcome: new Error('boom') });
    writeFileSync(join(folder, 'error.json'), text);
    expect(await renderReport(await read(folder))).toContain('<span class="verdict failed">failed</span>');
  },
);

test('a run that goes on, and one that has just begun, have pages too', async () => {
  const { folder } = await writeRun(makeFolder(), {});
  expect(await renderReport(await read(folder))).toContain('<span class="verdict running">is running</span>');
});

test('the errors of an AggregateError are all shown, with what each was caused by', async () => {
  const outcome = new AggregateError([new Error('left', { cause: new Error('deep') }), new Error('right')], 'both failed');
  const page = await renderReport(await read((await writeRun(makeFolder(), { outcome })).folder));
  expect([...page.matchAll(/<p class="error-message">([^<]*)</g)].map(([, message]) => message)).toEqual([
    'both failed',
    'left',
    'deep',
    'right',
  ]);
});
