import { BackendLogger, type BackendLoggerOptions, LocalExecutor, Redactor, serializeError } from 'actionsmith';
import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BackendServer, type Fault, startBackend } from '../support/backend-server.ts';
import { contractRegistry } from '../support/contract-actions.ts';

let backend: BackendServer;
let warnings: string[] = [];
beforeEach(async () => {
  backend = await startBackend();
  warnings = [];
});
afterEach(() => backend.close());

function open(options: Partial<BackendLoggerOptions> = {}): BackendLogger {
  return new BackendLogger({
    url: backend.url,
    jobId: 'job-1',
    intervalMs: 20,
    warn: (message) => void warnings.push(message),
    ...options,
  });
}

const finish = async (logger: BackendLogger): Promise<void> => {
  logger.write({ type: 'result', time: 9_000, value: { ok: true } });
  await logger.close();
};
const lastState = (): unknown => Object.assign({}, ...backend.updates);

test('a run’s progress, metrics, log and end are what the backend takes', async () => {
  const logger = open();
  logger.write({ type: 'started', time: 1_000, action: 'train' });
  logger.write({ type: 'progress', time: 1_000, current: 0, total: 4, percent: 0, category: 'train' });
  logger.write({ type: 'progress', time: 3_000, current: 1, total: 4, percent: 25, category: 'train', overall: 40 });
  logger.write({ type: 'metrics', time: 3_000, values: { loss: 0.5, epoch: 1 }, category: 'train' });
  logger.write({ type: 'metrics', time: 3_000, values: { loss: 0.25 }, category: 'train' });
  logger.write({ type: 'log', time: 3_000, event: 'saved', data: { epoch: 1 }, step: 'train' });
  logger.write({ type: 'message', time: 3_000, message: 'careful', context: 'warning' });
  logger.write({ type: 'dev_event', time: 3_000, message: 'ckpt', data: { path: '/c' } });
  logger.write({ type: 'step', time: 3_000, step: 'train', status: 'finished', durationMs: 12 });
  await finish(logger);
  expect(lastState()).toEqual({
    status: 'SUCCEEDED',
    result: { ok: true },
    progress_record: {
      record: { steps: { train: { order: 0, percent: 25, time_remaining: 6 } } },
      current_progress: { overall: 100, step: 'train', percent: 25, order: 0, time_remaining: 6, time_elapsed: 8 },
    },
    metrics_record: { record: { steps: { train: { loss: 0.25, epoch: 1 } } } },
  });
  const entry = { datetime: '1970-01-01T00:00:03.000Z', job: 'job-1' };
  expect(backend.logs).toEqual([
    { ...entry, event: 'saved', data: { epoch: 1 }, step: 'train', level: 'info' },
    { ...entry, event: 'message', data: { content: 'careful' }, level: 'warning' },
    { ...entry, event: 'dev_event', data: { message: 'ckpt', data: { path: '/c' } }, level: 'debug' },
    { ...entry, event: 'step', data: { status: 'finished', duration_ms: 12 }, step: 'train', level: 'debug' },
  ]);
  expect(new Set(backend.requests.map(({ line }) => line))).toEqual(new Set(['PATCH /jobs/job-1/', 'POST /logs/']));
  expect([backend.violations, warnings]).toEqual([[], []]);
});

test.each([
  ['double', { status: 'SUCCEEDED' }],
  ['explode', { status: 'FAILED', result: { code: 'EXECUTION_FAILED' } }],
  ['steps', { status: 'FAILED', result: { code: 'STEP_FAILED' }, progress_record: { current_progress: { overall: 50 } } }],
])('what a run of %s reports fits the schemas, its end included', async (action, state) => {
  await new LocalExecutor({ logger: open() }).execute(contractRegistry.get(action), {}).catch(() => {});
  expect(lastState()).toMatchObject(state);
  expect(backend.violations).toEqual([]);
});

test('without progress of all, the overall is the mean of the categories', async () => {
  const logger = open();
  logger.setProgress(1, 1, 'download');
  logger.setProgress(1, 2, 'process');
  await logger.close();
  expect(lastState()).toMatchObject({ progress_record: { current_progress: { overall: 75, step: 'process' } } });
});

test('a run that was stopped did not fail', async () => {
  const logger = open();
  logger.write({ type: 'failed', time: 1, error: { name: 'RunCancelled', message: 'stop', code: 'RUN_CANCELLED' } });
  await logger.close();
  expect(lastState()).toMatchObject({ status: 'STOPPED', result: { error: 'stop', code: 'RUN_CANCELLED' } });
});

test('thousands of updates are a few requests, and the last one counts', async () => {
  const logger = open({ intervalMs: 40 });
  const start = Date.now();
  for (let at = 1; at <= 5_000; at++) {
    logger.setProgress(at, 5_000, `c${at % 50}`);
    logger.log('at', { at });
    if (at % 100 === 0) await new Promise((resolve) => void setTimeout(resolve, 2));
  }
  await finish(logger);
  const elapsed = Date.now() - start;
  expect(backend.updates.length).toBeLessThanOrEqual(elapsed / 40 + 2);
  expect(backend.requests.length).toBeLessThan(120);
  expect(backend.logs.map(({ data }) => data['at'])).toEqual(Array.from({ length: 5_000 }, (_, at) => at + 1));
  expect(lastState()).toMatchObject({ status: 'SUCCEEDED', progress_record: { current_progress: { step: 'c0', percent: 100 } } });
});

describe('when the backend fails', () => {
  test('an entry that it does not take is left out and counted, and the others arrive', async () => {
    backend.fault = ({ body }) => (JSON.stringify(body).includes('poison') ? 400 : undefined);
    const logger = open();
    for (let at = 0; at < 300; at++) logger.log(at % 100 === 50 ? 'poison' : 'fine', { at });
    await finish(logger);
    expect(backend.logs.filter(({ event }) => event === 'fine')).toHaveLength(297);
    expect(logger.losses).toEqual({ dropped: 0, refused: 3, unconfirmed: 0 });
    expect(backend.logs.at(-1)).toMatchObject({ event: 'joblog_loss', level: 'warning', data: { refused: 3 } });
    expect(warnings).toEqual([
      expect.stringMatching(/^not all that job job-1 reported is in the backend \(3 refused\): POST .* answered 400: told to fail$/),
    ]);
  });

  test('an entry at which it breaks is treated alike', async () => {
    backend.fault = ({ body }) => (JSON.stringify(body).includes('poison') ? 500 : undefined);
    const logger = open();
    for (const event of ['a', 'poison', 'b']) logger.log(event);
    await finish(logger);
    expect(backend.logs.map(({ event }) => event)).toEqual(['a', 'b', 'joblog_loss']);
  });

  test('a part of the state that it does not take does not keep the others', async () => {
    backend.fault = ({ body }) => ('metrics_record' in (body as object) ? 400 : undefined);
    const logger = open();
    logger.setMetrics({ loss: 1 }, 'train');
    logger.setProgress(1, 2, 'train');
    await finish(logger);
    expect(lastState()).toMatchObject({ status: 'SUCCEEDED', progress_record: {} });
    expect(warnings).toEqual([expect.stringContaining('the backend does not take the metrics_record of job job-1')]);
  });

  test.each([429, 500, 502, 503, 'drop'] as const)('with %s, the state is sent again until it is taken', async (fault) => {
    let failures = 3;
    backend.fault = ({ line }) => (line.startsWith('PATCH') && failures-- > 0 ? fault : undefined);
    const logger = open();
    logger.setProgress(1, 2, 'train');
    await finish(logger);
    expect(lastState()).toMatchObject({ status: 'SUCCEEDED', progress_record: { current_progress: { overall: 100 } } });
  });

  test('entries whose fate nobody knows are not sent twice, and are counted', async () => {
    let cuts = 1;
    backend.fault = ({ line }) => (line.startsWith('POST') && cuts-- > 0 ? 'cut' : undefined);
    const logger = open();
    logger.log('cut');
    await new Promise((resolve) => void setTimeout(resolve, 60));
    logger.log('after');
    await finish(logger);
    expect(backend.logs.map(({ event }) => event)).toEqual(['cut', 'after', 'joblog_loss']);
    expect(logger.losses.unconfirmed).toBe(1);
  });

  test('a final state that does not arrive is said loudly, and never fails the run', async () => {
    backend.fault = () => 'drop';
    const logger = open({ closeTimeoutMs: 300 });
    const loud: string[] = [];
    const listen = (warning: Error): void => void loud.push(warning.message);
    process.on('warning', listen);
    logger.log('waiting');
    await finish(logger);
    await logger.close();
    await new Promise((resolve) => void setImmediate(resolve));
    process.off('warning', listen);
    expect(warnings).toEqual([expect.stringMatching(/^not all that job job-1 reported is in the backend \(1 unsent\)/)]);
    expect(loud).toEqual([expect.stringMatching(/^the backend was not told how job job-1 ended: PATCH .*\/jobs\/job-1\/ got no answer/)]);
  });

  test('what has no room is dropped, oldest first, and counted', async () => {
    backend.fault = () => 503;
    const logger = open({ closeTimeoutMs: 3_000 });
    for (let at = 0; at < 21_000; at++) logger.log('at', { at });
    backend.fault = () => undefined;
    await finish(logger);
    expect(backend.logs[0]).toMatchObject({ data: { at: 1_000 } });
    expect(backend.logs).toHaveLength(20_001);
    expect(logger.losses.dropped).toBe(1_000);
  });

  test('whatever goes wrong, every entry is there once, or counted, and the end is known', async () => {
    const fault = fc.constantFrom<(Fault | undefined)[]>(undefined, undefined, 500, 502, 503, 429, 'drop', 'cut', 'slow');
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 12 }), fc.integer({ min: 1, max: 40 }), async (faults, count) => {
        for (const list of [backend.logs, backend.updates, backend.requests]) list.length = 0;
        const waiting = [...faults];
        backend.fault = () => waiting.shift();
        const logger = open({ intervalMs: 1 });
        for (let at = 0; at < count; at++) {
          logger.log('at', { at });
          if (at % 10 === 9) await new Promise((resolve) => void setTimeout(resolve, 3));
        }
        await finish(logger);
        const arrived = backend.logs.filter(({ event }) => event === 'at').map(({ data }) => data['at']);
        const { unconfirmed, refused, dropped } = logger.losses;
        expect(new Set(arrived).size).toBe(arrived.length);
        expect(arrived.length).toBeLessThanOrEqual(count);
        expect(arrived.length + unconfirmed + refused + dropped).toBeGreaterThanOrEqual(count);
        expect(lastState()).toMatchObject({ status: 'SUCCEEDED' });
      }),
      { numRuns: 15 },
    );
  });
});

describe('a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attached-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('goes along as a data URI, and one that is missing is one warning', async () => {
    writeFileSync(join(folder, 'a.png'), 'picture');
    const logger = open();
    logger.log('before');
    logger.log('seen', { n: 1 }, { file: join(folder, 'a.png') });
    logger.log('missing', { n: 2 }, { file: join(folder, 'none.png') });
    logger.log('after');
    await finish(logger);
    expect(backend.logs.map(({ event, file }) => [event, file])).toEqual([
      ['before', undefined],
      ['seen', `data:image/png;base64,${Buffer.from('picture').toString('base64')}`],
      ['missing', undefined],
      ['message', undefined],
      ['after', undefined],
    ]);
    expect(backend.logs[3]?.data['content']).toBe(
      `the file ${join(folder, 'none.png')} of missing is not attached: there is no such file or folder`,
    );
  });
});

describe('credentials', () => {
  test('are sent as the backend expects them; that of a user takes the place of the service’s', async () => {
    const first = open({ accessToken: 'service\n', tenant: 't1' });
    await finish(first);
    const second = open({ accessToken: 'service', userToken: 'user' });
    await finish(second);
    expect(backend.requests[0]?.headers).toMatchObject({ 'synapse-access-token': 'Token service', 'synapse-tenant': 'Token t1' });
    expect(backend.requests.at(-1)?.headers).toMatchObject({ authorization: 'Token user' });
    expect(backend.requests.at(-1)?.headers).not.toHaveProperty('synapse-access-token');
  });

  test('follow no redirect, and are in no message', async () => {
    backend.fault = () => 302;
    const logger = open({ accessToken: 'very-secret' });
    logger.log('a');
    await finish(logger);
    const lines = backend.requests.map(({ line }) => line);
    expect(lines.every((line) => /^(?:PATCH|POST) \/(?:jobs|logs)\//.test(line))).toBe(true);
    expect(warnings.join()).not.toContain('very-secret');
    expect(warnings.join()).toContain('answered 302');
  });

  test.each(['ftp://host', 'nonsense', 'http://me:secret@host'])('do not go to %s', (url) => {
    expect(() => open({ url })).toThrow(/address of the backend/);
    expect(inspect(serializeError(caught(() => open({ url }))))).not.toContain('secret@');
  });

  test('with characters that no header may have are refused without being shown', () => {
    expect(() => open({ accessToken: 'two\nlines' })).toThrow('a token of the backend has characters that no header may have');
  });
});

test('secrets of the run do not reach the backend', async () => {
  const logger = open({ redactor: new Redactor('hunter2-secret') });
  logger.log('login', { token: 'hunter2-secret', text: `it is ${Buffer.from('hunter2-secret').toString('base64')}` });
  logger.setMetrics({ label: 'hunter2-secret' }, 'train');
  logger.write({ type: 'result', time: 1, value: { key: 'hunter2-secret' } });
  await logger.close();
  expect(JSON.stringify(backend.requests)).not.toMatch(/hunter2|aHVudGVyMi1zZWNyZX/);
});

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
