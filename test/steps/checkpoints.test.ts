import {
  type ActionClass,
  BaseAction,
  BaseStep,
  type CheckpointStore,
  isStepError,
  LocalExecutor,
  NoOpLogger,
  type StepContext,
  type StepRegistry,
  StepResult,
} from 'actionsmith';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fail, runLogged, type StepPlan } from '../support/logged-steps.ts';
import { MemoryCheckpoints } from '../support/memory-checkpoints.ts';

const statusesOf = (report: unknown): string[] =>
  (report as { steps: { name: string; status: string }[] }).steps.map(({ name, status }) => `${name} ${status}`);

test('each step is saved before the next one starts', async () => {
  const lines: string[] = [];
  const checkpoints = new MemoryCheckpoints([], lines);
  const noting = (name: string): StepPlan => ({ run: () => void lines.push(`run ${name}`) });
  await runLogged({ a: noting('a'), b: { skip: () => true }, c: noting('c') }, { checkpoints });
  expect(lines).toEqual(['run a', 'save a', 'save b', 'run c', 'save c']);
});

const plans = (b: () => unknown): Readonly<Record<string, StepPlan>> => ({
  a: { weight: 1, run: () => ({ rows: 3 }) },
  b: { weight: 1, run: b },
  c: { weight: 2, run: ({ outputs }) => (outputs['a'] as { rows: number }).rows + (outputs['b'] as number) },
});

test('a run goes on after the last step that an earlier one finished, with its outputs, and makes the same result', async () => {
  const checkpoints = new MemoryCheckpoints();
  const first = await runLogged({ ...plans(() => 4), c: { run: () => fail() }, a: { run: () => ({ rows: 3 }) } }, { checkpoints });
  expect(first.lines).toEqual(['run a', 'run b', 'run c', 'undo c', 'undo b', 'undo a']);
  expect(checkpoints.steps).toEqual([]);

  const killed = new MemoryCheckpoints([
    { step: 'a', status: 'finished', output: { rows: 3 } },
    { step: 'b', status: 'finished', output: 4 },
  ]);
  const { lines, report, events } = await runLogged(
    plans(() => fail('ran again')),
    { checkpoints: killed },
  );
  expect(lines).toEqual(['run c']);
  expect(report).toMatchObject({ success: true, stepsExecuted: 3, stepsTotal: 3 });
  expect(report?.steps.map(({ name, status, attempts, output }) => ({ name, status, attempts, output }))).toEqual([
    { name: 'a', status: 'restored', attempts: 1, output: { rows: 3 } },
    { name: 'b', status: 'restored', attempts: 1, output: 4 },
    { name: 'c', status: 'finished', attempts: 1, output: 7 },
  ]);
  expect(events.flatMap((event) => (event.type === 'step' ? [`${event.step} ${event.status} ${event.overall ?? ''}`.trim()] : []))).toEqual(
    ['a restored 25', 'b restored 50', 'c started', 'c finished 100'],
  );
  expect(killed.steps).toEqual(['a', 'b', 'c']);
});

test('a run that was complete is not done again', async () => {
  const checkpoints = new MemoryCheckpoints();
  await runLogged({ a: { run: () => 1 }, b: { run: () => 2 } }, { checkpoints });
  const { lines, report } = await runLogged({ a: {}, b: {} }, { checkpoints });
  expect(lines).toEqual([]);
  expect(report?.steps.map(({ output }) => output)).toEqual([1, 2]);
});

test('restored steps are undone with what they left, and are not in the store before their rollback begins', async () => {
  const seen: unknown[] = [];
  const checkpoints = new MemoryCheckpoints([
    { step: 'a', status: 'finished', attempts: 2, output: { id: 7 }, rollbackData: { bucket: 'x' } },
    { step: 'b', status: 'skipped', attempts: 0 },
  ]);
  class Undoing extends BaseStep {
    readonly name = 'a';
    readonly progressWeight = 1;
    override execute(): void {}
    override rollback(_context: StepContext, output: unknown, result: StepResult | undefined): void {
      seen.push(output, result?.rollbackData, [...checkpoints.steps]);
    }
  }
  class Skipped extends BaseStep {
    readonly name: string = 'b';
    readonly progressWeight = 1;
    override execute(): void {
      fail();
    }
    override rollback(): void {
      seen.push(`undo ${this.name}`);
    }
  }
  class Failing extends Skipped {
    override readonly name = 'c';
  }
  const action = actionOf(() => [new Undoing(), new Skipped(), new Failing()]);
  const error: unknown = await run(action, checkpoints).catch((e: unknown) => e);
  expect(seen).toEqual(['undo c', { id: 7 }, { bucket: 'x' }, ['b']]);
  expect(isStepError(error) && statusesOf(error.details['report'])).toEqual(['a restored', 'b restored', 'c failed']);
});

test('a step that was undone runs again, one that left nothing to undo does not', async () => {
  class Plain extends BaseStep {
    readonly progressWeight = 1;
    readonly name: string;
    readonly lines: string[];
    constructor(name: string, lines: string[]) {
      super();
      this.name = name;
      this.lines = lines;
    }
    override execute(): unknown {
      this.lines.push(this.name);
      if (this.name === 'c' && this.lines.length === 3) fail();
      return this.name;
    }
  }
  class Undoable extends Plain {
    override rollback(): void {}
  }
  const lines: string[] = [];
  const checkpoints = new MemoryCheckpoints();
  const action = actionOf(() => [new Plain('a', lines), new Undoable('b', lines), new Plain('c', lines)]);
  await expect(run(action, checkpoints)).rejects.toThrow('step "c" failed: boom');
  expect(checkpoints.steps).toEqual(['a']);
  expect(statusesOf(await run(action, checkpoints))).toEqual(['a restored', 'b finished', 'c finished']);
  expect(lines).toEqual(['a', 'b', 'c', 'b', 'c']);
});

test('what stands behind a gap is forgotten before anything runs: it was made from outputs that will be new', async () => {
  const checkpoints = new MemoryCheckpoints([
    { step: 'a', status: 'finished' },
    { step: 'c', status: 'finished' },
  ]);
  const seen: string[][] = [];
  await runLogged({ a: {}, b: { run: () => void seen.push([...checkpoints.steps]) }, c: {} }, { checkpoints });
  expect(seen).toEqual([['a']]);
  expect(checkpoints.lines).toEqual(['forget c', 'save b', 'save c']);
});

test('a step that found out while it ran that it had nothing to do is undone by the run that resumes it', async () => {
  const checkpoints = new MemoryCheckpoints();
  await runLogged({ a: { run: () => new StepResult({ skipped: true }) } }, { checkpoints });
  const { lines, report } = await runLogged({ a: {} }, { checkpoints });
  expect([lines, report?.stepsExecuted]).toEqual([[], 0]);
  const failing = new MemoryCheckpoints([...(await checkpoints.load())]);
  expect((await runLogged({ a: {}, b: { run: () => fail() } }, { checkpoints: failing })).lines).toEqual(['run b', 'undo b', 'undo a']);
});

describe('checkpoints that cannot be used are refused before anything has happened', () => {
  test('of other steps', async () => {
    const checkpoints = new MemoryCheckpoints([{ step: 'x', status: 'finished' }]);
    const { lines, error } = await runLogged({ a: {}, b: {} }, { checkpoints });
    expect(lines).toEqual([]);
    expect(error).toMatchObject({
      code: 'CHECKPOINTS_MISMATCH',
      message: 'the checkpoints are of another workflow: they hold a step "x", and this run has a, b. Start a new run instead',
    });
  });

  test('in another order', async () => {
    const checkpoints = new MemoryCheckpoints(['b', 'a'].map((step) => ({ step, status: 'finished' })));
    const { lines, error } = await runLogged({ a: {}, b: {} }, { checkpoints });
    expect(lines).toEqual([]);
    expect((error as Error).message).toContain('they hold the steps b, a in this order, and this run has a, b');
  });

  test('with an output that does not fit', async () => {
    const checkpoints = new MemoryCheckpoints([
      { step: 'a', status: 'finished' },
      { step: 'b', status: 'finished', output: { rows: 'x' } },
    ]);
    const { lines, error } = await runLogged({ a: {}, b: { output: z.object({ rows: z.number() }) } }, { checkpoints });
    expect(lines).toEqual([]);
    expect(checkpoints.lines).toEqual([]);
    expect(error).toMatchObject({ code: 'CHECKPOINT_INVALID' });
    expect((error as Error).message).toMatch(/^the checkpoint of step "b" cannot be used: output\.rows .*Start a new run instead$/);
  });
});

test('an output is kept as the step gave it, so that its schema makes the same of it again', async () => {
  const output = z.string().transform(Number);
  const checkpoints = new MemoryCheckpoints();
  const plans: Readonly<Record<string, StepPlan>> = { a: { run: () => '7', output }, b: { run: ({ outputs }) => outputs['a'] } };
  const whole = await runLogged(plans, { checkpoints });
  const resumed = await runLogged(plans, { checkpoints: new MemoryCheckpoints((await checkpoints.load()).slice(0, 1)) });
  expect(whole.report?.steps.map((step) => step.output)).toEqual([7, 7]);
  expect(resumed.report?.steps.map((step) => step.output)).toEqual([7, 7]);
});

test.each([
  ['holds a secret of the run', () => ({ url: 'https://u:hunter2"x@host' })],
  ['is no plain JSON', () => new Map([['a', 1]])],
  ['has a loop', () => Object.assign([], { 0: {} }).map((item: object) => Object.assign(item, { item }))],
])('an output that %s is not kept, and neither is what comes after it', async (_, run) => {
  const checkpoints = new MemoryCheckpoints();
  const { report, events } = await runLogged({ a: {}, b: { run }, c: {} }, { checkpoints, secrets: { PASSWORD: 'hunter2"x' } });
  expect(report?.success).toBe(true);
  expect(checkpoints.lines).toEqual(['save a']);
  expect(events.flatMap((event) => (event.type === 'dev_event' ? [event.message] : []))).toEqual([
    expect.stringMatching(/^a resume would run step "b" again: what it left (holds a secret|is no plain JSON)$/),
  ]);
});

test('a store that cannot be written costs a warning, not the run', async () => {
  const checkpoints = new MemoryCheckpoints();
  checkpoints.save = () => fail('no space is left');
  const { lines, report, events } = await runLogged({ a: {}, b: {} }, { checkpoints });
  expect([lines, report?.success]).toEqual([['run a', 'run b'], true]);
  expect(events.flatMap((event) => (event.type === 'message' ? [event.context, event.message] : []))).toEqual([
    'warning',
    'this run cannot be resumed after step "a": no space is left',
  ]);
});

test('a step that cannot be forgotten is undone all the same, and the error says so', async () => {
  const checkpoints = new MemoryCheckpoints();
  checkpoints.forget = () => Promise.reject(new Error('read-only'));
  const { lines, error } = await runLogged({ a: {}, b: { run: () => fail() } }, { checkpoints });
  expect(lines).toEqual(['run a', 'run b', 'undo b', 'undo a']);
  expect(error).toMatchObject({ message: 'step "b" failed: boom', rollbackErrors: [new Error('read-only')] });
});

test('a result that is collected gets restored outputs', async () => {
  const action = actionOf(
    () => [sayingStep('a', 'one'), sayingStep('b', 'two')],
    (outputs) => `${outputs['a']} ${outputs['b']}`,
  );
  const checkpoints = new MemoryCheckpoints([{ step: 'a', status: 'finished', output: 'restored' }]);
  expect(await run(action, checkpoints)).toBe('restored two');
});

function actionOf(steps: () => readonly BaseStep[], collect?: (outputs: Readonly<Record<string, unknown>>) => unknown): ActionClass {
  class Workflow extends BaseAction {
    override setupSteps(registry: StepRegistry<StepContext<unknown, unknown>>): void {
      for (const step of steps()) registry.register(step as never);
    }
  }
  if (collect) Workflow.prototype.collectResult = ({ outputs }) => collect(outputs as never);
  return Workflow;
}

function run(action: ActionClass, checkpoints: CheckpointStore): Promise<unknown> {
  return new LocalExecutor({ logger: new NoOpLogger(), checkpoints }).execute(action, {} as never);
}

function sayingStep(name: string, output: string): BaseStep {
  return new (class extends BaseStep {
    readonly name = name;
    readonly progressWeight = 1;
    override execute(): string {
      return output;
    }
  })();
}
