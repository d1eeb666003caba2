import {
  ActionsmithError,
  BaseAction,
  isRunCancelled,
  LocalExecutor,
  NoOpLogger,
  Orchestrator,
  RuntimeContext,
  StepContext,
  StepRegistry,
  StepResult,
} from 'actionsmith';
import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fail, forever, LoggedStep, runLogged } from '../support/logged-steps.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('every attempt has its time in the report and in its event', async () => {
  const running = runLogged({
    a: {
      policy: { retry: { attempts: 3, delayMs: 100, factor: 2 } },
      async run(_, attempt) {
        await new Promise((resolve) => setTimeout(resolve, attempt * 10));
        return attempt < 3 ? fail(`attempt ${attempt}`) : 'done';
      },
    },
  });
  await vi.runAllTimersAsync();
  const { report, events } = await running;
  expect(report?.steps).toMatchObject([{ attempts: 3, attemptDurationsMs: [10, 20, 30], durationMs: 360 }]);
  expect(events.flatMap((event) => (event.type === 'step' ? [event] : []))).toMatchObject([
    { status: 'started', attempt: 1 },
    { status: 'failed', attempt: 1, attemptMs: 10, retryInMs: 100, error: { message: 'attempt 1' } },
    { status: 'started', attempt: 2 },
    { status: 'failed', attempt: 2, attemptMs: 20, retryInMs: 200 },
    { status: 'started', attempt: 3 },
    { status: 'finished', attempt: 3, attemptMs: 30, durationMs: 360 },
  ]);
});

test('the last failure of a step has both times, and no wait', async () => {
  const { events, error } = await runLogged({ a: { run: () => fail() } });
  const failed = events.find((event) => event.type === 'step' && event.status === 'failed');
  expect(failed).toMatchObject({ attempt: 1, attemptMs: 0, durationMs: 0 });
  expect(failed).not.toHaveProperty('retryInMs');
  expect((error as ActionsmithError).details).toMatchObject({ report: { steps: [{ attemptDurationsMs: [0] }] } });
});

test('an attempt after one that was undone has its own signal and step again', async () => {
  const seen: unknown[] = [];
  const running = runLogged({
    a: {
      effects: 'external',
      policy: { timeoutMs: 10, retry: { attempts: 2 } },
      run: (context, attempt) => (
        seen.push(context.currentStep, context.signal === context.ctx.signal),
        attempt === 1 ? fail() : undefined
      ),
    },
  });
  await vi.runAllTimersAsync();
  expect((await running).lines).toEqual(['run a', 'undo a', 'run a']);
  expect(seen).toEqual(['a', false, 'a', false]);
});

test('jitter comes from the given random numbers', async () => {
  const times: number[] = [];
  const began = Date.now();
  const randoms = [0.5, 0.25];
  const running = runLogged(
    {
      a: {
        policy: { retry: { attempts: 3, delayMs: 1_000, jitter: 'full' } },
        run: (_, attempt) => (times.push(Date.now() - began), attempt < 3 ? fail() : undefined),
      },
    },
    { random: () => randoms.shift()! },
  );
  await vi.runAllTimersAsync();
  await running;
  expect(times).toEqual([0, 500, 750]);
});

test('a step that calls its failure final is not tried again', async () => {
  const { lines } = await runLogged({
    a: {
      policy: { retry: { attempts: 5 } },
      run() {
        throw new ActionsmithError('the account is closed', { code: 'CLOSED', retryable: false });
      },
    },
  });
  expect(lines).toEqual(['run a', 'undo a']);
});

test('a StepResult without success is tried again, and its rollback data is there for undoing', async () => {
  const seen: unknown[] = [];
  const running = runLogged({
    a: {
      policy: { retry: { attempts: 2 } },
      run: () => new StepResult({ success: false, error: 'half', rollbackData: { uploaded: 2 } }),
      undo: (_, output, result) => seen.push(output, result?.rollbackData),
    },
  });
  await vi.runAllTimersAsync();
  expect((await running).lines).toEqual(['run a', 'run a', 'undo a']);
  expect(seen).toEqual([undefined, { uploaded: 2 }]);
});

describe('undoing is tried as often as its own policy says', () => {
  test('with waits that no cancellation cuts', async () => {
    const controller = new AbortController();
    let tries = 0;
    const running = runLogged(
      {
        a: {
          run: forever,
          policy: { rollbackRetry: { attempts: 3, delayMs: 1_000, factor: 2 } },
          undo: () => (++tries < 3 ? fail('locked') : undefined),
        },
      },
      { signal: controller.signal },
    );
    await vi.advanceTimersByTimeAsync(1);
    const began = Date.now();
    controller.abort();
    await vi.runAllTimersAsync();
    const { lines, error, events } = await running;
    expect(lines).toEqual(['run a', 'undo a', 'undo a', 'undo a']);
    expect(Date.now() - began).toBeGreaterThanOrEqual(3_000);
    expect(isRunCancelled(error) && error.rollbackErrors).toEqual([]);
    expect(events.filter((event) => event.type === 'step' && event.status === 'undone')).toHaveLength(1);
    expect(events.flatMap((event) => (event.type === 'dev_event' ? [event.message] : []))).toEqual([
      'attempt 1 to undo the step failed: locked',
      'attempt 2 to undo the step failed: locked',
    ]);
  });

  test('with a limit for each, under a signal of its own', async () => {
    const signals: AbortSignal[] = [];
    const running = runLogged({
      a: {
        run: () => fail(),
        policy: { rollbackTimeoutMs: 10, rollbackRetry: { attempts: 2 } },
        undo: ({ signal }) => (signals.push(signal), signals.length === 1 ? forever() : undefined),
      },
    });
    await vi.runAllTimersAsync();
    expect(await running).toMatchObject({ lines: ['run a', 'undo a', 'undo a'], error: { rollbackErrors: [] } });
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  });

  test('but not for ever', async () => {
    const { error } = await runLogged({ a: { policy: { rollbackRetry: { attempts: Infinity } } } });
    expect(error).toMatchObject({ message: 'the rollbackRetry.attempts of step "a" must be a number: undoing has to end' });
  });
});

test('a cancelled run is as long about undoing as its steps may be, unless somebody gave it less time', async () => {
  expect(await cancelSlowUndo()).toEqual(['run a', 'undo a', 'undone', 'ended']);
  expect(await cancelSlowUndo(1_000)).toEqual(['run a', 'undo a', 'ended', 'undone']);
});

test('a policy that means nothing is refused before the first step', async () => {
  const retry = { attempts: 2, maxDelayMs: -1, jitter: 'some', nonRetryable: [7] } as never;
  const { lines, error } = await runLogged({ a: { policy: { retry } } });
  expect(lines).toEqual([]);
  expect((error as Error).message.split('\n')).toEqual([
    'the maxDelayMs of step "a" must be a number of at least 0, or Infinity (got -1)',
    'the jitter of step "a" must be "none" or "full" (got some)',
    'the nonRetryable of step "a" must be a list of codes',
  ]);
});

describe('whatever the author’s code waits for, a cancellation ends it', () => {
  test.each([
    ['canSkip', { skip: forever }, ['run a', 'undo a']],
    ['execute', { run: forever }, ['run a', 'run b', 'undo b', 'undo a']],
    ['the check of the output', { output: endless() }, ['run a', 'run b', 'undo b', 'undo a']],
  ])('%s', async (_, plan, expected) => {
    const controller = new AbortController();
    const running = runLogged({ a: {}, b: plan }, { signal: controller.signal, graceMs: 50 });
    await vi.advanceTimersByTimeAsync(1);
    controller.abort();
    await vi.advanceTimersByTimeAsync(50);
    const { lines, error } = await running;
    expect(lines).toEqual(expected);
    expect(isRunCancelled(error)).toBe(true);
    expect([vi.getTimerCount(), getEventListeners(controller.signal, 'abort')]).toEqual([0, []]);
  });

  test('a step that has not begun when the run is cancelled does not begin', async () => {
    const controller = new AbortController();
    const { lines } = await runLogged({ a: { skip: () => (controller.abort(), false) } }, { signal: controller.signal });
    expect(lines).toEqual([]);
  });
});

describe('a signal', () => {
  test('is made for who looks at it, also after the time is up', async () => {
    const seen: boolean[] = [];
    const running = runLogged(
      {
        a: {
          policy: { timeoutMs: 10 },
          async run(context) {
            await new Promise((resolve) => setTimeout(resolve, 15));
            seen.push(context.signal.aborted);
          },
        },
      },
      { graceMs: 100 },
    );
    await vi.runAllTimersAsync();
    expect((await running).error).toMatchObject({ code: 'STEP_TIMED_OUT' });
    expect(seen).toEqual([true]);
  });

  test('aborts with the first reason: a timeout before a cancellation', async () => {
    const controller = new AbortController();
    let reason: unknown;
    const running = runLogged(
      {
        a: {
          policy: { timeoutMs: 10 },
          run: ({ signal }) => new Promise((_, reject) => setTimeout(() => ((reason = signal.reason), reject(signal.reason)), 30)),
        },
      },
      { signal: controller.signal, graceMs: 1_000 },
    );
    await vi.advanceTimersByTimeAsync(20);
    controller.abort();
    await vi.runAllTimersAsync();
    expect((await running).error).toMatchObject({ name: 'RunCancelled' });
    expect(reason).toMatchObject({ code: 'STEP_TIMED_OUT' });
  });
});

describe('one orchestrator', () => {
  test('runs twice, each time for itself', async () => {
    const lines: string[] = [];
    const seen: string[][] = [];
    const context = new StepContext({ params: {}, ctx: new RuntimeContext() });
    const registry = registryOf(lines, () => (seen.push(Object.keys(context.outputs)), seen.length === 2 ? fail() : 'done'));
    const orchestrator = new Orchestrator(registry, context);
    expect(await orchestrator.execute()).toMatchObject({ success: true, stepsExecuted: 2 });
    await expect(orchestrator.execute()).rejects.toThrow('step "a" failed: boom');
    expect(await orchestrator.execute()).toMatchObject({ success: true, stepsExecuted: 2 });
    expect(lines).toEqual(['run a', 'run b', 'run a', 'undo a', 'run a', 'run b']);
    expect(seen).toEqual([[], [], []]);
  });

  test('refuses to run twice at the same time: the context shows one step', async () => {
    const context = new StepContext({ params: {}, ctx: new RuntimeContext() });
    const orchestrator = new Orchestrator(
      registryOf([], () => undefined),
      context,
    );
    const first = orchestrator.execute();
    await expect(orchestrator.execute()).rejects.toMatchObject({ code: 'CONTEXT_IN_USE' });
    expect(await first).toMatchObject({ success: true });
  });

  test('checks what was inserted and moved since it was made', async () => {
    const lines: string[] = [];
    const registry = registryOf(lines, () => undefined);
    const orchestrator = new Orchestrator(registry, new StepContext({ params: {}, ctx: new RuntimeContext() }));
    registry.insertAfter('a', new LoggedStep('c', { needs: ['b'] }, lines));
    await expect(orchestrator.execute()).rejects.toThrow('step "c" needs "b", which no earlier step produces');
    expect(lines).toEqual([]);
    registry.move('c', { after: 'b' });
    await orchestrator.execute();
    expect(lines).toEqual(['run a', 'run b', 'run c']);
  });
});

test('what is thrown without any text is still a failure with a sentence', async () => {
  const { error } = await runLogged({
    a: {
      run() {
        throw Object.create(null); // oxlint-disable-line no-throw-literal -- authors do
      },
    },
  });
  expect(error).toMatchObject({ name: 'StepError', message: 'step "a" failed: something that has no text was thrown' });
});

async function cancelSlowUndo(graceMs?: number): Promise<string[]> {
  const lines: string[] = [];
  const undo = (): Promise<void> => new Promise((resolve) => setTimeout(() => resolve(void lines.push('undone')), 50_000));
  class Slow extends BaseAction {
    override setupSteps(registry: StepRegistry<StepContext<unknown, unknown>>): void {
      registry.register(new LoggedStep('a', { run: forever, undo }, lines) as never);
    }
  }
  const run = await new LocalExecutor({ logger: new NoOpLogger(), ...(graceMs !== undefined && { graceMs }) }).submit(Slow, {});
  await vi.advanceTimersByTimeAsync(1);
  void run.cancel().then(() => lines.push('ended'));
  await vi.runAllTimersAsync();
  return lines;
}

function registryOf(lines: string[], run: () => unknown): StepRegistry {
  return new StepRegistry().register(new LoggedStep('a', { run }, lines)).register(new LoggedStep('b', {}, lines));
}

function endless(): StepOutputSchema {
  return { '~standard': { version: 1, vendor: 'test', validate: () => forever() } };
}

type StepOutputSchema = NonNullable<ConstructorParameters<typeof LoggedStep>[1]['output']>;
