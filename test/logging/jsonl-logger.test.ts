import { JsonlLogger } from 'actionsmith';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'jsonl-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const linesOf = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

test('events are in the file as soon as they are reported, for nobody else to read', async () => {
  const file = join(folder, 'new/folder/events.jsonl');
  const logger = new JsonlLogger({ file });
  logger.log('train_start', { epochs: 3 });
  expect(linesOf(file)).toMatchObject([{ type: 'log', event: 'train_start', data: { epochs: 3 } }]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await logger.close();
  await logger.close();
});

test('lines are added to a file that is there, also where its last one was cut off', async () => {
  const file = join(folder, 'torn.jsonl');
  appendFileSync(file, '{"type":"log"}\n{"type":"mess');
  const logger = new JsonlLogger({ file });
  logger.logMessage('on');
  await logger.close();
  expect(readFileSync(file, 'utf8').split('\n')).toMatchObject(['{"type":"log"}', '{"type":"mess', expect.stringContaining('"on"'), '']);
});

test('a file that cannot be opened is an error at once', () => {
  mkdirSync(join(folder, 'a-folder'));
  expect(() => new JsonlLogger({ file: join(folder, 'a-folder') })).toThrow('EISDIR');
});

test('what is reported after the end is mentioned once', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const logger = new JsonlLogger({ file: join(folder, 'closed.jsonl') });
  await logger.close();
  logger.log('late');
  logger.log('later');
  expect(warn.mock.calls).toEqual([['run events are being lost, because their sink failed: Error: the file is closed']]);
  warn.mockRestore();
});

test('a process that is killed has lost nothing that it reported', () => {
  const file = join(folder, 'killed.jsonl');
  const entry = fileURLToPath(new URL('../../runtime/logging/jsonl-logger.ts', import.meta.url));
  const script = `const { JsonlLogger } = await import(${JSON.stringify(entry)});
    const logger = new JsonlLogger({ file: ${JSON.stringify(file)} });
    for (let at = 0; at < 1000; at++) logger.log('at', { at });
    process.kill(process.pid, 'SIGKILL');`;
  const { signal } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(signal).toBe('SIGKILL');
  expect(linesOf(file)).toHaveLength(1000);
});
