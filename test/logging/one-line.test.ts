import { BaseAction, ConsoleLogger, JsonlLogger, LocalExecutor, Logger, type RunEvent } from 'actionsmith';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hostileTexts } from '../support/hostile-texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'one-line-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Where anybody ends a line: Python's splitlines is the most generous. */
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const LINE_END = /\r\n|[\n\r\v\f\u001C-\u001E\u0085\u2028\u2029]/;
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const IN_EFFECT = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** Each text in every place that an author fills: eight events. */
function report(logger: Logger, text: string): void {
  logger.log(text, { [text]: text });
  logger.log('file', { nested: [{ text }] }, { file: text });
  logger.logMessage(text, { context: 'warning' });
  logger.logDevEvent(text, { text });
  logger.setMetrics({ [text]: text }, text);
  logger.setProgress(1, 1, `${text}`);
  logger.write({ type: 'step', time: 0, step: text, status: 'failed', error: { name: text, message: text, stack: text } });
  logger.write({ type: 'step', time: 0, step: text, status: 'undone' });
}

const EVENTS = hostileTexts.length * 8;

function collect(): { readonly stream: { write(text: string): void; isTTY?: boolean }; text(): string } {
  const parts: string[] = [];
  return { stream: { write: (text) => void parts.push(text) }, text: () => parts.join('') };
}

test('in plain lines, there are as many as events', () => {
  const { stream, text } = collect();
  for (const hostile of hostileTexts) report(new ConsoleLogger({ stream, interactive: false }), hostile);
  const lines = text().split(LINE_END);
  expect(lines.pop()).toBe('');
  expect(lines).toHaveLength(EVENTS);
  expect(text()).not.toMatch(IN_EFFECT);
});

test('in a terminal, there are as many as events, once its own sequences are left out', () => {
  const { stream, text } = collect();
  for (const hostile of hostileTexts) report(new ConsoleLogger({ stream, interactive: true, color: false }), hostile);
  const shown = text().replaceAll('\u001B[2K\r', '');
  expect(shown.split(LINE_END)).toHaveLength(EVENTS + 1);
  expect(shown).not.toMatch(IN_EFFECT);
});

test('in the log of a run, there are as many as events', async () => {
  class Hostile extends BaseAction {
    override execute(): void {
      for (const hostile of hostileTexts) report(this.logger, hostile);
    }
  }
  const executor = new LocalExecutor({ logger: { write() {} } });
  const lines = (await executor.getLogs(await executor.submit(Hostile, {}))).split(LINE_END);
  expect(lines).toHaveLength(hostileTexts.length * 7 + 1); // progress is drawn, not logged
});

test('as JSON, on a stream and in a file, every line is its event', async () => {
  const { stream, text } = collect();
  const file = join(folder, 'deep/events.jsonl');
  const events: RunEvent[] = [];
  const console = new ConsoleLogger({ stream, format: 'json' });
  const jsonl = new JsonlLogger({ file });
  const all = new Logger({
    write(event) {
      events.push(event);
      console.write(event);
      jsonl.write(event);
    },
  });
  for (const hostile of hostileTexts) report(all, hostile);
  await jsonl.close();
  for (const written of [text(), readFileSync(file, 'utf8')]) {
    const lines = written.split(LINE_END);
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(JSON.parse(JSON.stringify(events)));
  }
});
