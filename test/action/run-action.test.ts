import {
  BaseAction,
  BaseStep,
  defineAction,
  ExecutionError,
  NoOpLogger,
  NoResult,
  runAction,
  RuntimeContext,
  type StepContext,
  type StepRegistry,
  ValidationError,
} from 'actionsmith';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { recordEvents } from '../support/record-events.ts';

const Params = z.object({ epochs: z.int().min(1).default(10) });
const Result = z.object({ loss: z.number(), tags: z.array(z.string()).default([]) });

class Train extends BaseAction<z.infer<typeof Params>, unknown> {
  static override readonly actionName: string = 'train';
  static override readonly paramsModel: typeof Params = Params;
  static override readonly resultModel: typeof Result | NoResult = Result;
  static outcome: (params: z.infer<typeof Params>) => unknown;
  override execute(): unknown {
    return Train.outcome(this.params);
  }
}

function run(outcome: typeof Train.outcome, params: unknown = {}, overrides = {}) {
  const { logger, events } = recordEvents();
  Train.outcome = outcome;
  return { events, result: runAction(Train, params, new RuntimeContext({ logger }), overrides) };
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('params', () => {
  test('get their defaults before the action sees them', async () => {
    expect(await run((params) => ({ loss: params.epochs })).result).toEqual({ loss: 10, tags: [] });
  });

  test('that do not fit stop the run before it starts, with every issue', async () => {
    const { events, result } = run(() => expect.unreachable('the action ran'), { epochs: 0 });
    const error = await failureOf(result);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ code: 'PARAMS_INVALID', issues: [{ path: ['epochs'] }] });
    expect(events).toEqual([]);
  });

  test('without a model are handed on as they are', async () => {
    const echo = defineAction({ name: 'echo' }, (params) => params);
    expect(await runAction(echo, { any: 'thing' }, new RuntimeContext())).toEqual({ any: 'thing' });
  });

  test('are checked by the contract where the class has no model of its own', async () => {
    const echo = defineAction({ name: 'echo' }, (params) => params);
    expect(await runAction(echo, {}, new RuntimeContext(), { params: Params })).toEqual({ epochs: 10 });
  });
});

describe('a result that does not fit', () => {
  test('is reported as a warning and returned unchanged, by default', async () => {
    const { events, result } = run(() => ({ loss: 'low' }));
    expect(await result).toEqual({ loss: 'low' });
    expect(events.at(-1)).toMatchObject({ type: 'message', context: 'warning' });
    expect(events.at(-1)).toHaveProperty('message', expect.stringMatching(/^Result validation warning for the result: result\.loss /));
  });

  test('fails the run when the contract is strict', async () => {
    const error = await failureOf(run(() => ({ loss: 'low' }), {}, { resultValidation: 'strict' }).result);
    expect(error).toMatchObject({ name: 'ValidationError', code: 'RESULT_INVALID', issues: [{ path: ['loss'] }] });
  });

  test('is nobody’s business when validation is off, or the action promises no result', async () => {
    const off = run(() => ({ loss: 'low' }), {}, { resultValidation: 'off' });
    expect(await off.result).toEqual({ loss: 'low' });
    expect(off.events.map(({ type }) => type)).toEqual(['started']);
    const promisesNothing = defineAction({ name: 'free', result: NoResult }, () => 42);
    expect(await runAction(promisesNothing, {}, new RuntimeContext())).toBe(42);
  });
});

describe('an action that fails', () => {
  test('throws ExecutionError with what its code threw as the cause', async () => {
    const thrown = new TypeError('no such file');
    const error = await failureOf(run(() => Promise.reject(thrown)).result);
    expect(error).toBeInstanceOf(ExecutionError);
    expect(error).toMatchObject({ code: 'EXECUTION_FAILED', message: 'action train failed: no such file', cause: thrown });
  });

  test('throws an error of the toolkit as its author threw it', async () => {
    const thrown = new ValidationError('Input not found: /data');
    expect(await failureOf(run(() => Promise.reject(thrown)).result)).toBe(thrown);
  });

  test('fails alike when it throws at once', async () => {
    const error = await failureOf(
      run(() => {
        throw new Error('at once');
      }).result,
    );
    expect(error).toMatchObject({ message: 'action train failed: at once' });
  });
});

describe('a workflow whose steps have all run', () => {
  class Load extends BaseStep<StepContext<unknown, unknown>> {
    readonly name = 'load';
    readonly progressWeight = 1;
    readonly #undone: string[];
    constructor(undone: string[]) {
      super();
      this.#undone = undone;
    }
    override execute(): void {}
    override rollback(): void {
      this.#undone.push('load');
    }
  }

  function runWorkflow(collect: () => unknown, resultValidation: 'strict' | 'warn' = 'warn') {
    const undone: string[] = [];
    class Workflow extends BaseAction {
      override setupSteps(registry: StepRegistry<StepContext<unknown, unknown>>): void {
        registry.register(new Load(undone));
      }
      override collectResult(): unknown {
        return collect();
      }
    }
    return { undone, result: runAction(Workflow, {}, new RuntimeContext(), { result: Result, resultValidation }) };
  }

  test('has the result that collectResult() makes, checked and completed', async () => {
    const { undone, result } = runWorkflow(() => ({ loss: 1 }), 'strict');
    expect(await result).toEqual({ loss: 1, tags: [] });
    expect(undone).toEqual([]);
  });

  test('is undone when collectResult() throws', async () => {
    const thrown = new TypeError('no such key');
    const { undone, result } = runWorkflow(() => Promise.reject(thrown));
    expect(await failureOf(result)).toMatchObject({
      name: 'ExecutionError',
      code: 'EXECUTION_FAILED',
      message: 'the result of the steps could not be made: no such key',
      cause: thrown,
      details: { report: { success: false, steps: [{ name: 'load', status: 'finished', rollback: 'done' }] } },
    });
    expect(undone).toEqual(['load']);
  });

  test('is undone when its result does not fit and the contract is strict; a warning undoes nothing', async () => {
    const strict = runWorkflow(() => ({ loss: 'low' }), 'strict');
    expect(await failureOf(strict.result)).toMatchObject({ name: 'ValidationError', code: 'RESULT_INVALID', issues: [{ path: ['loss'] }] });
    expect(strict.undone).toEqual(['load']);
    const warned = runWorkflow(() => ({ loss: 'low' }));
    expect(await warned.result).toEqual({ loss: 'low' });
    expect(warned.undone).toEqual([]);
  });
});

describe('a run that is cancelled', () => {
  test('before it starts never starts', async () => {
    const ctx = new RuntimeContext({ signal: AbortSignal.abort() });
    const never = defineAction({ name: 'never' }, () => expect.unreachable('the action ran'));
    expect(await failureOf(runAction(never, {}, ctx))).toMatchObject({ name: 'RunCancelled', code: 'RUN_CANCELLED' });
  });

  test('and reacts with an error of its own is cancelled, not failed', async () => {
    const controller = new AbortController();
    const reacts = defineAction({ name: 'reacts' }, (_params, { signal }) => {
      controller.abort();
      signal.throwIfAborted();
    });
    const error = await failureOf(runAction(reacts, {}, new RuntimeContext({ signal: controller.signal })));
    expect(error).toMatchObject({ name: 'RunCancelled', cause: { name: 'AbortError' } });
  });

  test('and does not react is given up after its grace', async () => {
    const controller = new AbortController();
    const deaf = defineAction({ name: 'deaf' }, () => {
      controller.abort();
      return new Promise(() => {});
    });
    const ctx = new RuntimeContext({ signal: controller.signal });
    expect(await failureOf(runAction(deaf, {}, ctx, { graceMs: 0 }))).toMatchObject({ name: 'RunCancelled' });
  });

  test('has time left to undo its steps after an attempt that did not react', async () => {
    const controller = new AbortController();
    const lines: string[] = [];
    class Deaf extends BaseStep<StepContext<unknown, unknown>> {
      readonly name = 'deaf';
      readonly progressWeight = 1;
      override execute(): Promise<never> {
        controller.abort();
        return new Promise(() => {});
      }
      override rollback(): void {
        lines.push('undone');
      }
    }
    class Workflow extends BaseAction {
      override setupSteps(registry: StepRegistry<StepContext<unknown, unknown>>): void {
        registry.register(new Deaf());
      }
    }
    const error = await failureOf(runAction(Workflow, {}, new RuntimeContext({ signal: controller.signal }), { graceMs: 100 }));
    expect(error).toMatchObject({ name: 'RunCancelled', message: 'the run was cancelled in step "deaf"' });
    expect(lines).toEqual(['undone']);
  });

  test('with an ExecutionError has failed of it, even when its action succeeds', async () => {
    const controller = new AbortController();
    const failure = new ExecutionError('the action failed: thrown in a callback');
    const stubborn = defineAction({ name: 'stubborn' }, () => controller.abort(failure));
    expect(await failureOf(runAction(stubborn, {}, new RuntimeContext({ signal: controller.signal })))).toBe(failure);
  });
});

test('the first event says which action of which contract runs', async () => {
  const { events, result } = run(() => ({ loss: 1 }), {}, { ref: { plugin: 'penguins', action: 'train', contractHash: 'abc' } });
  await result;
  expect(events[0]).toMatchObject({ type: 'started', action: 'train', plugin: 'penguins', contractHash: 'abc' });
});

test('an action without execute() and steps says what is missing', async () => {
  class Empty extends BaseAction {}
  const error = await failureOf(runAction(Empty, {}, new RuntimeContext({ logger: new NoOpLogger() })));
  expect(error).toMatchObject({
    code: 'NOTHING_TO_RUN',
    message: 'Empty has nothing to run: write execute(), or register steps in setupSteps()',
  });
});
