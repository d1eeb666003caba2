import {
  BaseStep,
  ExecutionError,
  isRunCancelled,
  isStepError,
  RuntimeContext,
  runSteps,
  StepContext,
  type StepError,
  StepResult,
  type StepsReport,
} from 'actionsmith';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { fail, forever, runLogged } from '../support/logged-steps.ts';
import { recordEvents } from '../support/record-events.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('steps run in order, each sees the outputs of those before it, and the report says so', async () => {
  const { lines, report } = await runLogged({
    load: { run: () => ({ rows: 3 }) },
    count: { run: ({ outputs }) => ({ total: (outputs['load'] as { rows: number }).rows + 1 }) },
  });
  expect(lines).toEqual(['run load', 'run count']);
  expect(report).toMatchObject({ success: true, stepsExecuted: 2, stepsTotal: 2 });
  expect(report?.steps.map(({ name, status, attempts, output }) => ({ name, status, attempts, output }))).toEqual([
    { name: 'load', status: 'finished', attempts: 1, output: { rows: 3 } },
    { name: 'count', status: 'finished', attempts: 1, output: { total: 4 } },
  ]);
});

test('a step may find out while it runs that it has nothing to do: it gives no output, and is undone when a later one fails', async () => {
  const skips = { run: () => new StepResult({ skipped: true, data: 'ignored', rollbackData: 7 }), output: z.string().min(100) };
  const { report, events } = await runLogged({ a: skips, b: { run: ({ outputs }) => Object.keys(outputs) } });
  expect(report?.steps).toMatchObject([
    { name: 'a', status: 'skipped', attempts: 1 },
    { name: 'b', status: 'finished', output: [] },
  ]);
  expect(report?.steps[0]).not.toHaveProperty('output');
  expect(events.flatMap((event) => (event.type === 'step' ? [`${event.step} ${event.status}`] : []))).toEqual([
    'a started',
    'a skipped',
    'b started',
    'b finished',
  ]);
  expect((await runLogged({ a: skips, b: { run: () => fail() } })).lines).toEqual(['run a', 'run b', 'undo b', 'undo a']);
});

test('no steps are a success', async () => {
  const { report } = await runLogged({});
  expect(report).toMatchObject({ success: true, stepsExecuted: 0, stepsTotal: 0, steps: [] });
});

test('a step that is skipped does not run, and is not undone when a later one fails', async () => {
  const { lines, error } = await runLogged({ a: {}, b: { skip: () => true }, c: { run: () => fail() } });
  expect(lines).toEqual(['run a', 'run c', 'undo c', 'undo a']);
  expect(isStepError(error) && error.details['report']).toMatchObject({
    success: false,
    stepsExecuted: 1,
    steps: [
      { name: 'a', status: 'finished', rollback: 'done' },
      { name: 'b', status: 'skipped' },
      { name: 'c', status: 'failed', rollback: 'done' },
    ],
  });
});

test('the error names the step and the attempt, and keeps what was thrown as its cause', async () => {
  const { error } = await runLogged({ a: {}, b: { run: () => fail('disk full') } });
  expect(error).toMatchObject({ name: 'StepError', code: 'STEP_FAILED', step: 'b', attempt: 1, message: 'step "b" failed: disk full' });
  expect((error as Error).cause).toEqual(new Error('disk full'));
});

describe('whatever goes wrong, every step that was started is undone, last first', () => {
  test('a throw in canSkip', async () => {
    const { lines, error } = await runLogged({ a: {}, b: { skip: () => fail('skip is broken') } });
    expect(lines).toEqual(['run a', 'undo a']);
    expect(error).toMatchObject({ step: 'b', attempt: 0, message: 'step "b" failed: skip is broken' });
  });

  test('canSkip says yes for a step that others may rely on', async () => {
    const { lines, error } = await runLogged({ a: {}, b: { skip: () => true, skippable: false } });
    expect(lines).toEqual(['run a', 'undo a']);
    expect(error).toMatchObject({ message: 'step "b" failed: canSkip() said yes, but the contract does not call the step skippable' });
  });

  test('an output that does not fit', async () => {
    const { lines, error } = await runLogged({ a: {}, b: { run: () => ({ rows: 'three' }), output: z.object({ rows: z.number() }) } });
    expect(lines).toEqual(['run a', 'run b', 'undo b', 'undo a']);
    expect(error).toMatchObject({ code: 'STEP_OUTPUT_INVALID', step: 'b' });
    expect((error as Error).message).toContain('output.rows');
  });

  test('a StepResult without success', async () => {
    const { lines, error } = await runLogged({ a: { run: () => new StepResult({ success: false, error: 'no rows' }) } });
    expect(lines).toEqual(['run a', 'undo a']);
    expect(error).toMatchObject({ message: 'step "a" failed: no rows' });
  });

  test('a timeout: the step that takes too long is undone before those that finished', async () => {
    const running = runLogged({ a: {}, b: { policy: { timeoutMs: 10 }, run: forever }, c: {} });
    await vi.runAllTimersAsync();
    const { lines, error } = await running;
    expect(lines).toEqual(['run a', 'run b', 'undo b', 'undo a']);
    expect(error).toMatchObject({ code: 'STEP_TIMED_OUT', step: 'b', message: 'step "b" failed: attempt 1 took longer than 10 ms' });
  });

  test('a step that says it was skipped, where the contract does not call it skippable', async () => {
    const { lines, error } = await runLogged({ a: {}, b: { run: () => new StepResult({ skipped: true }), skippable: false } });
    expect(lines).toEqual(['run a', 'run b', 'undo b', 'undo a']);
    expect(error).toMatchObject({
      message: 'step "b" failed: the step says that it was skipped, but the contract does not call it skippable',
    });
  });

  test('a cancellation that the last step did not notice', async () => {
    const controller = new AbortController();
    const { lines, error } = await runLogged({ a: {}, b: { run: () => controller.abort() } }, { signal: controller.signal });
    expect(lines).toEqual(['run a', 'run b', 'undo b', 'undo a']);
    expect(error).toMatchObject({ code: 'RUN_CANCELLED', message: 'the run was cancelled after its last step' });
  });

  test('an error outside of the steps, with which the signal aborts: it is what the run failed of', async () => {
    const controller = new AbortController();
    const running = runLogged(
      { a: {}, b: { run: forever, undo: () => fail('b is stuck') } },
      { signal: controller.signal, graceMs: 60_000 },
    );
    await vi.advanceTimersByTimeAsync(1);
    const thrown = new TypeError('thrown in a callback');
    controller.abort(new ExecutionError('the action failed: thrown in a callback', { cause: thrown }));
    await vi.advanceTimersByTimeAsync(1_000);
    const { lines, error } = await running;
    expect(lines).toEqual(['run a', 'run b', 'undo b', 'undo a']);
    expect(error).toMatchObject({
      name: 'ExecutionError',
      message: 'the action failed: thrown in a callback',
      cause: thrown,
      rollbackErrors: [new Error('b is stuck')],
      details: { step: 'b', report: { steps: [{ rollback: 'done' }, { rollback: 'failed' }] } },
    });
  });

  test('a cancellation, which is no failure', async () => {
    const controller = new AbortController();
    const running = runLogged({ a: {}, b: { run: forever }, c: {} }, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(1);
    controller.abort();
    await vi.runAllTimersAsync();
    const { lines, error } = await running;
    expect(lines).toEqual(['run a', 'run b', 'undo b', 'undo a']);
    expect(isRunCancelled(error)).toBe(true);
    expect(error).toMatchObject({ code: 'RUN_CANCELLED', message: 'the run was cancelled in step "b"' });
  });

  test('something that is no error is thrown', async () => {
    const { lines, error } = await runLogged({
      a: {
        run: () => {
          throw 'just text'; // oxlint-disable-line no-throw-literal -- authors do
        },
      },
    });
    expect(lines).toEqual(['run a', 'undo a']);
    expect(error).toMatchObject({ message: 'step "a" failed: just text', cause: 'just text' });
  });

  test('a run that was cancelled before its first step starts nothing', async () => {
    const { lines, error } = await runLogged({ a: {} }, { signal: AbortSignal.abort() });
    expect(lines).toEqual([]);
    expect(isRunCancelled(error)).toBe(true);
  });
});

describe('undoing', () => {
  test('one rollback that throws stops no other, and never hides why the run failed', async () => {
    const { lines, error } = await runLogged({ a: {}, b: { undo: () => fail('cannot undo b') }, c: { run: () => fail() } });
    expect(lines).toEqual(['run a', 'run b', 'run c', 'undo c', 'undo b', 'undo a']);
    expect(error).toMatchObject({ message: 'step "c" failed: boom', rollbackErrors: [new Error('cannot undo b')] });
    expect(isStepError(error) && error.details['report']).toMatchObject({
      steps: [{ rollback: 'done' }, { rollback: 'failed' }, { rollback: 'done' }],
    });
  });

  test('happens under a fresh signal after a cancellation', async () => {
    const controller = new AbortController();
    const seen: boolean[] = [];
    const running = runLogged({ a: { run: forever, undo: ({ signal }) => seen.push(signal.aborted) } }, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(1);
    controller.abort();
    await vi.runAllTimersAsync();
    await running;
    expect(seen).toEqual([false]);
  });

  test('a rollback that never ends is given up after its own limit', async () => {
    const running = runLogged({ a: {}, b: { undo: forever, policy: { rollbackTimeoutMs: 50 } }, c: { run: () => fail() } });
    await vi.runAllTimersAsync();
    const { lines, error } = await running;
    expect(lines).toEqual(['run a', 'run b', 'run c', 'undo c', 'undo b', 'undo a']);
    expect(isStepError(error) && error.rollbackErrors.map(({ message }) => message)).toEqual([
      'rollback of step "b" took longer than 50 ms',
    ]);
  });

  test('is told of the steps that have a rollback, and of no others', async () => {
    class Plain extends BaseStep {
      readonly name: string;
      readonly progressWeight = 1;
      readonly #run: () => void;
      constructor(name: string, run: () => void) {
        super();
        this.name = name;
        this.#run = run;
      }
      override execute(): void {
        this.#run();
      }
    }
    class Undoable extends Plain {
      override rollback(): void {}
    }
    const { logger, events } = recordEvents();
    const context = new StepContext({ params: {}, ctx: new RuntimeContext({ logger }) });
    const steps = [new Plain('plain', () => {}), new Undoable('undoable', () => {}), new Plain('failing', () => fail())];
    const error: unknown = await runSteps(steps, context).catch((thrown: unknown) => thrown);
    expect(events.flatMap((event) => (event.type === 'step' && event.status === 'undone' ? [event.step] : []))).toEqual(['undoable']);
    const { steps: reports } = (error as StepError).details['report'] as StepsReport;
    expect(reports.map(({ name, rollback }) => [name, rollback])).toEqual([
      ['plain', undefined],
      ['undoable', 'done'],
      ['failing', undefined],
    ]);
  });

  test('a rollback gets the output of its step, and nothing where the step did not finish', async () => {
    const given: unknown[] = [];
    await runLogged({
      a: { run: () => 'done', undo: (_, output) => given.push(output) },
      b: { run: () => fail(), undo: (_, output) => given.push(output) },
    });
    expect(given).toEqual([undefined, 'done']);
  });
});

const flaky = (_: unknown, attempt: number): string => (attempt === 1 ? fail() : 'done');

describe('attempts', () => {
  test('a step is tried again, with growing waits, until it works', async () => {
    const times: number[] = [];
    const started = Date.now();
    const running = runLogged({
      a: {
        policy: { retry: { attempts: 3, delayMs: 100, factor: 2 } },
        run(_, attempt) {
          times.push(Date.now() - started);
          return attempt < 3 ? fail() : 'done';
        },
      },
    });
    await vi.runAllTimersAsync();
    const { report } = await running;
    expect(times).toEqual([0, 100, 300]);
    expect(report?.steps).toMatchObject([{ status: 'finished', attempts: 3, output: 'done' }]);
  });

  test('the last attempt decides, and the step is undone once', async () => {
    const running = runLogged({ a: { policy: { retry: { attempts: 2 } }, run: (_, attempt) => fail(`attempt ${attempt}`) } });
    await vi.runAllTimersAsync();
    const { lines, error } = await running;
    expect(lines).toEqual(['run a', 'run a', 'undo a']);
    expect(error).toMatchObject({ attempt: 2, message: 'step "a" failed: attempt 2' });
  });

  test('an external effect is undone before the next attempt, unless a second one does no harm', async () => {
    const policy = { retry: { attempts: 2 } };
    const undone = runLogged({ a: { effects: 'external', policy, run: flaky } });
    const kept = runLogged({ a: { effects: 'external', idempotent: true, policy, run: flaky } });
    await vi.runAllTimersAsync();
    expect((await undone).lines).toEqual(['run a', 'undo a', 'run a']);
    expect((await kept).lines).toEqual(['run a', 'run a']);
  });

  test('what could not be undone is not tried again, and its error hides neither why the run failed nor the other rollbacks', async () => {
    const { lines, error, events } = await runLogged({
      a: {},
      b: {
        effects: 'external',
        policy: { retry: { attempts: 3 } },
        run: () => fail('upload broke'),
        undo: () => fail('bucket is locked'),
      },
    });
    expect(lines).toEqual(['run a', 'run b', 'undo b', 'undo a']);
    expect(error).toMatchObject({ name: 'StepError', step: 'b', attempt: 1, message: 'step "b" failed: upload broke' });
    const told = events.flatMap((event) =>
      event.type === 'step' ? [`${event.step} ${event.status} ${event.error?.message ?? ''}`.trim()] : [],
    );
    expect(told.slice(2)).toEqual(['b started', 'b failed upload broke', 'b undone bucket is locked', 'a undone']);
    expect(error).toMatchObject({ cause: new Error('upload broke'), rollbackErrors: [new Error('bucket is locked')] });
    expect(isStepError(error) && error.details['report']).toMatchObject({ steps: [{ rollback: 'done' }, { rollback: 'failed' }] });
  });

  test('a limit and a wait may be longer than a timer can count', async () => {
    const month = 30 * 86_400_000;
    const times: number[] = [];
    const started = Date.now();
    const running = runLogged({
      a: {
        policy: { timeoutMs: 2 * month, retry: { attempts: 2, delayMs: month } },
        run(_, attempt) {
          times.push(Date.now() - started);
          return attempt === 1 ? fail() : 'done';
        },
      },
    });
    await vi.runAllTimersAsync();
    expect((await running).report).toMatchObject({ success: true });
    expect(times).toEqual([0, month]);
  });

  test('each attempt has its own limit and signal, and a late result is dropped', async () => {
    const signals: AbortSignal[] = [];
    const running = runLogged(
      {
        a: {
          policy: { timeoutMs: 10, retry: { attempts: 2 } },
          run({ signal }, attempt) {
            signals.push(signal);
            return attempt === 1 ? new Promise((resolve) => setTimeout(resolve, 15, 'late')) : 'in time';
          },
        },
      },
      { graceMs: 100 },
    );
    await vi.runAllTimersAsync();
    const { report } = await running;
    expect(report?.steps).toMatchObject([{ attempts: 2, output: 'in time' }]);
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a cancellation ends the wait between attempts', async () => {
    const controller = new AbortController();
    const running = runLogged(
      { a: { policy: { retry: { attempts: 5, delayMs: 60_000 } }, run: () => fail() } },
      { signal: controller.signal },
    );
    await vi.advanceTimersByTimeAsync(10);
    controller.abort();
    const { lines, error } = await running;
    expect(lines).toEqual(['run a', 'undo a']);
    expect(isRunCancelled(error)).toBe(true);
  });
});

test('steps that were put in a wrong order, twice or with a bad weight are refused before the first one runs', async () => {
  const { lines, error } = await runLogged({ train: { needs: ['load'], weight: Number.NaN }, load: {} });
  expect(lines).toEqual([]);
  expect(error).toMatchObject({
    code: 'STEPS_INVALID',
    message:
      'the weight of step "train" must be a number of at least 0 (got NaN)\nstep "train" needs "load", which no earlier step produces',
  });
});

test('limits that are no lengths of time, and attempts that never end, are refused alike', async () => {
  const { lines, error } = await runLogged({
    a: { policy: { timeoutMs: Number.NaN, rollbackTimeoutMs: -1 } },
    b: { policy: { retry: { attempts: Number.NaN, delayMs: -5, factor: Infinity } } },
  });
  expect(lines).toEqual([]);
  expect((error as Error).message.split('\n')).toEqual([
    'the timeoutMs of step "a" must be a number of at least 0, or Infinity (got NaN)',
    'the rollbackTimeoutMs of step "a" must be a number of at least 0, or Infinity (got -1)',
    'the delayMs of step "b" must be a number of at least 0, or Infinity (got -5)',
    'the attempts of step "b" must be a whole number of at least 1, or Infinity (got NaN)',
  ]);
});

test('every change of a step is an event', async () => {
  const { events } = await runLogged({ a: {}, b: { skip: () => true }, c: { run: () => fail() } });
  const told = events.flatMap((event) => (event.type === 'step' ? [`${event.step} ${event.status}`] : []));
  expect(told).toEqual(['a started', 'a finished', 'b skipped', 'c started', 'c failed', 'c undone', 'a undone']);
});

test('what a step reports names the step', async () => {
  const { events } = await runLogged({
    a: {
      run(context) {
        context.log('row', { id: 1 });
        context.setProgress(1, 2);
        context.setMetrics({ loss: 0.5 });
      },
    },
  });
  const own = events.filter((event) => event.type !== 'step');
  expect(own).toEqual([
    { type: 'log', time: expect.any(Number), event: 'row', data: { id: 1 }, step: 'a' },
    { type: 'progress', time: expect.any(Number), current: 1, total: 2, percent: 50, category: 'a', step: 'a', overall: 50 },
    { type: 'metrics', time: expect.any(Number), values: { loss: 0.5 }, category: 'a', step: 'a' },
  ]);
});
