import { isRunCancelled, isValidationError, type Run, RunTimedOut, type RunEvent, type RunStatus } from 'actionsmith';
import { describe, expect, test } from 'vitest';

/** What every executor has in common, as the contract suite needs it. */
export interface ExecutorUnderTest {
  submit(action: string, params: unknown): Promise<Run>;
  getStatus(run: Run | string): Promise<RunStatus>;
  getLogs(run: Run | string): Promise<string>;
  wait(run: Run | string, options?: { readonly timeoutSeconds?: number }): Promise<unknown>;
  stop(run: Run | string): Promise<void>;
}

/**
 * The actions that an implementation must be able to run:
 * `double` ({ by: integer of at least 1, default 2 } → { doubled: by * 2 }, reports progress 1 of 2 and 2 of 2, category `double`, and the message `doubling`),
 * `explode` (throws TypeError `no such file`), `steps` (its step `second` throws `disk full`), `endless` (ends when its signal aborts), and
 * `class_<mode>`, `function_<mode>`, `steps_<mode>` for each mode of result validation ({ value } → value, by a contract that promises
 * { total: integer, unit: text, default m }; `steps_…` has one step with a rollback).
 */
export const CONTRACT_ACTIONS = ['double', 'explode', 'steps', 'endless'] as const;

export interface ExecutorContract {
  readonly name: string;
  readonly create: () => ExecutorUnderTest;
  /** Exact test name → why this implementation does not take it. */
  readonly skip?: Readonly<Record<string, string>>;
}

/** The contract suite: one text for every executor, so that moving a run to a cluster changes nothing but where it happens. */
export function runExecutorContract({ name, create, skip = {} }: ExecutorContract): void {
  const check = (title: string, run: () => Promise<void>): void =>
    void (title in skip ? test.skip(`${title} (${skip[title]})`, run) : test(title, run));
  describe(`${name} keeps the contract of executors`, () => {
    check('a run gives its typed result, with the defaults of its params', async () => {
      const executor = create();
      const run = await executor.submit('double', {});
      expect(await run.result()).toEqual({ doubled: 4 });
      expect(await executor.wait(run)).toEqual({ doubled: 4 });
      expect(await executor.getStatus(run)).toBe('SUCCEEDED');
    });

    check('its id is enough to ask for it', async () => {
      const executor = create();
      const { id } = await executor.submit('double', { by: 3 });
      expect(await executor.wait(id)).toEqual({ doubled: 6 });
      expect(await executor.getStatus(id)).toBe('SUCCEEDED');
    });

    check('its events come in order, end with the result, and can be read again', async () => {
      const run = await create().submit('double', {});
      const read = async (): Promise<string[]> => {
        const types: string[] = [];
        for await (const event of run.events()) types.push(summarise(event));
        return types;
      };
      const expected = ['started double', 'message doubling', 'progress double 50', 'progress double 100', 'result {"doubled":4}'];
      expect(await read()).toEqual(expected);
      expect(await read()).toEqual(expected);
    });

    check('params that do not fit are refused', async () => {
      const error = await failureOf(
        create()
          .submit('double', { by: 0 })
          .then((run) => run.result()),
      );
      expect(error).toMatchObject({ name: 'ValidationError', code: 'PARAMS_INVALID', issues: [{ path: ['by'] }] });
    });

    check('a run that fails throws what its author’s code threw, as the cause', async () => {
      const executor = create();
      const run = await executor.submit('explode', {});
      const error = await failureOf(run.result());
      expect(error).toMatchObject({
        name: 'ExecutionError',
        message: 'action explode failed: no such file',
        cause: { name: 'TypeError', message: 'no such file' },
      });
      expect(await failureOf(executor.wait(run))).toMatchObject({ name: 'ExecutionError' });
      expect(await executor.getStatus(run)).toBe('FAILED');
    });

    check('a step that fails is named', async () => {
      const run = await create().submit('steps', {});
      expect(await failureOf(run.result())).toMatchObject({
        name: 'StepError',
        step: 'second',
        message: 'step "second" failed: disk full',
        cause: { message: 'disk full' },
      });
    });

    check('a run that is stopped is not failed', async () => {
      const executor = create();
      const run = await executor.submit('endless', {});
      await untilStarted(run);
      await executor.stop(run);
      expect(await executor.getStatus(run)).toBe('STOPPED');
      expect(isRunCancelled(await failureOf(run.result()))).toBe(true);
    });

    check('waiting has a limit, and the run goes on after it', async () => {
      const executor = create();
      const run = await executor.submit('endless', {});
      await untilStarted(run);
      expect(await failureOf(executor.wait(run, { timeoutSeconds: 0.05 }))).toBeInstanceOf(RunTimedOut);
      expect(await executor.getStatus(run)).toBe('RUNNING');
      await run.cancel();
    });

    for (const [mode, expected] of Object.entries(RESULTS)) {
      check(`a result under ${mode} is the same from a class, a function and a workflow of steps`, async () => {
        const executor = create();
        const outcomes = async (style: string): Promise<unknown> => ({
          fits: await outcomeOf(await executor.submit(`${style}_${mode}`, { value: { total: 3 } })),
          misfits: await outcomeOf(await executor.submit(`${style}_${mode}`, { value: { total: 'three' } })),
        });
        const [ofClass, ofFunction, ofSteps] = await Promise.all(['class', 'function', 'steps'].map(outcomes));
        expect(ofClass).toEqual(expected.plain);
        expect(ofFunction).toEqual(expected.plain);
        expect(ofSteps).toEqual(expected.steps);
      });
    }

    check('a limit longer than a timer can count is not reached at once, Infinity is none, and NaN is refused', async () => {
      const executor = create();
      const run = await executor.submit('double', {});
      expect(await executor.wait(run, { timeoutSeconds: 3_000_000 })).toEqual({ doubled: 4 });
      expect(await executor.wait(run, { timeoutSeconds: Infinity })).toEqual({ doubled: 4 });
      expect(await failureOf(executor.wait(run, { timeoutSeconds: NaN }))).toMatchObject({
        code: 'BAD_DURATION',
        message: 'timeoutSeconds must be a number of at least 0, or Infinity (got NaN)',
      });
    });
  });
}

const WARNING = 'warning: Result validation warning for the result: result.total invalid input: expected number, received string';
const INVALID = { name: 'ValidationError', code: 'RESULT_INVALID', issues: [['total']] };

/** What becomes of a result that fits and of one that does not. Steps say more, and are undone where the run fails. */
const RESULTS = {
  warn: {
    plain: { fits: { result: { total: 3, unit: 'm' }, said: [] }, misfits: { result: { total: 'three' }, said: [WARNING] } },
    steps: {
      fits: { result: { total: 3, unit: 'm' }, said: ['only started', 'only finished'] },
      misfits: { result: { total: 'three' }, said: ['only started', 'only finished', WARNING] },
    },
  },
  strict: {
    plain: { fits: { result: { total: 3, unit: 'm' }, said: [] }, misfits: { error: INVALID, said: [] } },
    steps: {
      fits: { result: { total: 3, unit: 'm' }, said: ['only started', 'only finished'] },
      misfits: { error: INVALID, said: ['only started', 'only finished', 'only undone'] },
    },
  },
  off: {
    plain: { fits: { result: { total: 3 }, said: [] }, misfits: { result: { total: 'three' }, said: [] } },
    steps: {
      fits: { result: { total: 3 }, said: ['only started', 'only finished'] },
      misfits: { result: { total: 'three' }, said: ['only started', 'only finished'] },
    },
  },
} as const;

async function outcomeOf(run: Run): Promise<unknown> {
  const said: string[] = [];
  for await (const event of run.events()) {
    if (event.type === 'message') said.push(`${event.context}: ${event.message}`);
    if (event.type === 'step') said.push(`${event.step} ${event.status}`);
  }
  return run.result().then(
    (result) => ({ result, said }),
    (error: unknown) => ({ error: describeInvalid(error), said }),
  );
}

function describeInvalid(error: unknown): unknown {
  if (!isValidationError(error)) return error;
  return { name: error.name, code: error.code, issues: error.issues.map(({ path }) => path) };
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
