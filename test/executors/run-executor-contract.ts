import { isRunCancelled, type Run, RunTimedOut, type RunEvent, type RunStatus } from 'actionsmith';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digest, everyByte, longText, SECRET_FILE } from '../support/contract-traffic.ts';
import { outcomeOf, RESULTS } from './result-outcomes.ts';

/** What every executor has in common, as the contract suite needs it. */
export interface ExecutorUnderTest {
  submit(action: string, params: unknown): Promise<Run>;
  getStatus(run: Run | string): Promise<RunStatus>;
  getLogs(run: Run | string): Promise<string>;
  wait(run: Run | string, options?: { readonly timeoutSeconds?: number }): Promise<unknown>;
  stop(run: Run | string): Promise<void>;
}

export interface ExecutorContract {
  readonly name: string;
  /** Gives an executor for the actions of `contractRegistry`. */
  readonly create: () => ExecutorUnderTest;
  /** What a run prints until its end, where that is not what `logs()` gives. */
  readonly printedBy?: (run: () => Promise<Run>) => Promise<Buffer>;
}

const TEXT = longText(5_000_000);

/** More than twenty, so that the suite also tells how an executor does under them. */
const AT_ONCE: Readonly<Record<string, readonly [action: string, params?: object]>> = {
  default: ['double'],
  triple: ['double', { by: 3 }],
  report: ['report'],
  explode: ['explode'],
  steps: ['steps'],
  measure: ['measure', { text: TEXT }],
  big: ['big', { bytes: 20_000_000 }],
  secretive: ['secretive'],
  refusing: ['secretive', { fail: true }],
  ...Object.fromEntries(
    ['class', 'function', 'steps'].flatMap((style) =>
      Object.keys(RESULTS).flatMap((mode) => [
        [`${style} ${mode} fits`, [`${style}_${mode}`, { value: { total: 3 } }]],
        [`${style} ${mode} misfits`, [`${style}_${mode}`, { value: { total: 'three' } }]],
      ]),
    ),
  ),
};

/** The contract suite: one text for every executor, so that moving a run to a cluster changes nothing but where it happens. */
export function runExecutorContract({ name, create, printedBy = printedInLogs }: ExecutorContract): void {
  describe(`${name} keeps the contract of executors`, () => {
    const token = `tk-${randomBytes(24).toString('hex')}`;
    const runs = new Map<string, Run>();
    const runOf = (key: string): Run => runs.get(key)!;
    let executor: ExecutorUnderTest;
    beforeAll(async () => {
      writeFileSync(SECRET_FILE, token, { mode: 0o600 });
      executor = create();
      const start = async ([key, [action, params = {}]]: [string, (typeof AT_ONCE)[string]]): Promise<void> =>
        void runs.set(key, await executor.submit(action, params));
      await Promise.all(Object.entries(AT_ONCE).map(start));
    });
    afterAll(() => rmSync(SECRET_FILE, { force: true }));

    test('many runs at once are so many runs, and each of them ends', async () => {
      expect(runs.size).toBeGreaterThan(20);
      expect(new Set([...runs.values()].map(({ id }) => id)).size).toBe(runs.size);
      await Promise.allSettled([...runs.values()].map((run) => run.result()));
      const statuses = await Promise.all([...runs.values()].map((run) => run.status()));
      expect(new Set(statuses)).toEqual(new Set(['SUCCEEDED', 'FAILED']));
    });

    test('a run gives its typed result, with the defaults of its params', async () => {
      const run = runOf('default');
      expect(await run.result()).toEqual({ doubled: 4 });
      expect(await executor.wait(run)).toEqual({ doubled: 4 });
      expect(await executor.getStatus(run)).toBe('SUCCEEDED');
    });

    test('its id is enough to ask for it', async () => {
      const { id } = runOf('triple');
      expect(await executor.wait(id)).toEqual({ doubled: 6 });
      expect(await executor.getStatus(id)).toBe('SUCCEEDED');
    });

    test('its events come in order, end with the result, and can be read again', async () => {
      const run = runOf('default');
      const expected = ['started double', 'message doubling', 'progress double 50', 'progress double 100', 'result {"doubled":4}'];
      expect((await eventsOf(run)).map(summarise)).toEqual(expected);
      expect((await eventsOf(run)).map(summarise)).toEqual(expected);
    });

    test('reports of every kind come in their order, with the files that belong to them', async () => {
      const seen = (await eventsOf(runOf('report'))).flatMap((event): unknown[] => {
        if (event.type === 'log') return [[event.event, event.data, event.file]];
        if (event.type === 'progress') return [[event.category, event.current, event.total]];
        if (event.type === 'metrics') return [[event.category, event.values]];
        return event.type === 'message' ? [[event.context, event.message]] : [];
      });
      expect(seen).toEqual([1, 2, 3].flatMap(reportsOfEpoch));
    });

    test('its state has a reason where it failed, and none where it succeeded', async () => {
      await failureOf(runOf('explode').result());
      expect(await runOf('default').state()).toEqual({ status: 'SUCCEEDED' });
      expect(await runOf('explode').state()).toEqual({ status: 'FAILED', reason: expect.stringMatching(/./) });
    });

    test('params of 5 MB arrive as they are', async () => {
      expect(await runOf('measure').result()).toEqual({ length: 5_000_000, sha256: digest(TEXT) });
    });

    test('a result of 20 MB comes back as it is', async () => {
      expect(digest(String(await runOf('big').result()))).toBe(digest(longText(20_000_000)));
    });

    test('what it prints is kept byte for byte, text or not, and disturbs no event; its logs go on where a reader has left off', async () => {
      let run: Run | undefined;
      const printed = await printedBy(async () => (run = await executor.submit('print', {})));
      expect(printed.equals(everyByte())).toBe(true);
      expect((await eventsOf(run!)).map(({ type }) => type)).toEqual(['started', 'log', 'log', 'result']);
      const all = await bytesOf(run!.logs());
      expect(all.byteLength).toBeGreaterThan(4);
      for (const from of [0, 4, all.byteLength]) expect((await bytesOf(run!.logs({ from }))).equals(all.subarray(from))).toBe(true);
    });

    test('a secret is the action’s, and is in nothing that it reports or fails of', async () => {
      const [told, failed] = [runOf('secretive'), runOf('refusing')];
      expect(await told.result()).toBe(digest(token));
      const error = (await failureOf(failed.result())) as Error;
      expect(error).toMatchObject({ name: 'ExecutionError', message: 'action secretive failed: refused: [REDACTED]' });
      const seen: unknown[] = [error, error.stack, error.cause, await told.state(), await failed.state()];
      for (const run of [told, failed]) seen.push(await executor.getLogs(run), await eventsOf(run));
      const text = inspect(seen, { depth: 20, maxStringLength: Infinity });
      expect(text).toContain('the token is [REDACTED]');
      for (const form of [token, Buffer.from(token).toString('base64')]) expect(text).not.toContain(form);
    });

    test('params that do not fit are refused', async () => {
      const submitted = executor.submit('double', { by: 0 });
      const error = await failureOf(submitted.then((run) => run.result()));
      expect(error).toMatchObject({ name: 'ValidationError', code: 'PARAMS_INVALID', issues: [{ path: ['by'] }] });
    });

    test('a run that fails throws what its author’s code threw, as the cause', async () => {
      const run = runOf('explode');
      expect(await failureOf(run.result())).toMatchObject({
        name: 'ExecutionError',
        message: 'action explode failed: no such file',
        cause: { name: 'TypeError', message: 'no such file' },
      });
      expect(await failureOf(executor.wait(run))).toMatchObject({ name: 'ExecutionError' });
      expect(await executor.getStatus(run)).toBe('FAILED');
    });

    test('a step that fails is named', async () => {
      expect(await failureOf(runOf('steps').result())).toMatchObject({
        name: 'StepError',
        step: 'second',
        message: 'step "second" failed: disk full',
        cause: { message: 'disk full' },
      });
    });

    test('a run that is stopped is not failed, and waiting for it has a limit, after which it goes on', async () => {
      const run = await executor.submit('endless', {});
      await untilStarted(run);
      expect(await failureOf(executor.wait(run, { timeoutSeconds: 0.05 }))).toBeInstanceOf(RunTimedOut);
      expect(await executor.getStatus(run)).toBe('RUNNING');
      await executor.stop(run);
      expect(await executor.getStatus(run)).toBe('STOPPED');
      expect(isRunCancelled(await failureOf(run.result()))).toBe(true);
    });

    test('leaving the scope of a run stops it, and one that has ended stays as it is', async () => {
      const left = await executor.submit('endless', {});
      {
        await using run = left;
        await untilStarted(run);
      }
      expect(await left.status()).toBe('STOPPED');
      await runOf('default')[Symbol.asyncDispose]();
      expect(await runOf('default').status()).toBe('SUCCEEDED');
    });

    for (const [mode, expected] of Object.entries(RESULTS)) {
      test(`a result under ${mode} is the same from a class, a function and a workflow of steps`, async () => {
        for (const style of ['class', 'function', 'steps']) {
          const wanted = style === 'steps' ? expected.steps : expected.plain;
          expect(await outcomeOf(runOf(`${style} ${mode} fits`))).toEqual(wanted.fits);
          expect(await outcomeOf(runOf(`${style} ${mode} misfits`))).toEqual(wanted.misfits);
        }
      });
    }

    test('a limit longer than a timer can count is not reached at once, Infinity is none, and NaN is refused', async () => {
      const run = runOf('default');
      expect(await executor.wait(run, { timeoutSeconds: 3_000_000 })).toEqual({ doubled: 4 });
      expect(await executor.wait(run, { timeoutSeconds: Infinity })).toEqual({ doubled: 4 });
      expect(await failureOf(executor.wait(run, { timeoutSeconds: NaN }))).toMatchObject({
        code: 'BAD_DURATION',
        message: 'timeoutSeconds must be a number of at least 0, or Infinity (got NaN)',
      });
    });
  });
}

function reportsOfEpoch(at: number): unknown[] {
  return [
    ['epoch', { epoch: at }, `weights-${at}.json`],
    ['train', at, 3],
    ['train', { loss: 1 / at }],
    ['success', `epoch ${at} is done`],
  ];
}

async function printedInLogs(start: () => Promise<Run>): Promise<Buffer> {
  return bytesOf((await start()).logs());
}

async function bytesOf(logs: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const bytes of logs) chunks.push(bytes);
  return Buffer.concat(chunks);
}

async function eventsOf(run: Run): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run.events()) events.push(event);
  return events;
}

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('the run succeeded'),
    (error: unknown) => error,
  );
}

async function untilStarted(run: Run): Promise<void> {
  for await (const event of run.events()) if (event.type === 'started') return;
}

function summarise(event: RunEvent): string {
  switch (event.type) {
    case 'started':
      return `started ${event.action}`;
    case 'message':
      return `message ${event.message}`;
    case 'progress':
      return `progress ${event.category} ${event.percent}`;
    case 'result':
      return `result ${JSON.stringify(event.value)}`;
    default:
      return event.type;
  }
}
