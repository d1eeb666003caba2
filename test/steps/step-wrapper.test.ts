import {
  BaseStep,
  isStepError,
  LoggingStep,
  RuntimeContext,
  runSteps,
  StepContext,
  StepRegistry,
  StepResult,
  StepWrapper,
  TimingStep,
  ValidationStep,
} from 'actionsmith';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fail, LoggedStep, type StepPlan } from '../support/logged-steps.ts';
import { recordEvents } from '../support/record-events.ts';

class Plain extends StepWrapper {}

/** Runs steps and gives what was reported beside the events of the engine itself. */
async function run(...steps: readonly BaseStep[]) {
  const { logger, events } = recordEvents();
  const context = new StepContext({ params: {}, ctx: new RuntimeContext({ logger }) });
  const outcome: unknown = await runSteps(steps, context).catch((error: unknown) => error);
  return { outcome, outputs: context.outputs, events: events.filter((event) => event.type !== 'step'), all: events };
}

const step = (plan: StepPlan, lines: string[] = []): LoggedStep => new LoggedStep('train', plan, lines);

describe.each([
  ['StepWrapper', Plain],
  ['LoggingStep', LoggingStep],
  ['TimingStep', TimingStep],
] as const)('a %s', (_, Wrapper) => {
  const plan: StepPlan = {
    weight: 7,
    policy: { timeoutMs: 5 },
    needs: ['load'],
    skippable: false,
    effects: 'external',
    idempotent: true,
    output: z.string(),
  };

  test('has every member of a step from the step inside of it', () => {
    const inner = step(plan);
    const wrapper: BaseStep = new Wrapper(inner);
    const fields = new Set([...Object.keys(inner), ...Object.getOwnPropertyNames(BaseStep.prototype)]);
    for (const member of fields) {
      if (member === 'constructor') continue;
      const value: unknown = Reflect.get(inner, member);
      if (typeof value === 'function') expect([member, typeof Reflect.get(wrapper, member)]).toEqual([member, 'function']);
      else expect([member, Reflect.get(wrapper, member)]).toEqual([member, value]);
    }
    expect([...fields]).toEqual(expect.arrayContaining(['name', 'progressWeight', 'policy', 'checkOutput', 'needs', 'effects', 'canSkip']));
  });

  test('may be wrapped again, and keeps the place of its step', () => {
    const registry = new StepRegistry().register(new LoggedStep('load', {}, [])).register(step(plan));
    registry.replace('train', new Wrapper(new Wrapper(step(plan))));
    expect(registry.list().map(({ name, progressWeight }) => [name, progressWeight])).toEqual([
      ['load', 1],
      ['train', 7],
    ]);
  });

  test('is skipped, tried, checked and undone like its step', async () => {
    const lines: string[] = [];
    const tried = step(
      { policy: { retry: { attempts: 2 } }, run: (_, attempt) => (attempt === 1 ? fail() : 'done'), output: z.string() },
      lines,
    );
    const skipped = new LoggedStep('skipped', { skip: () => true }, lines);
    const failing = new LoggedStep('failing', { run: () => 7, output: z.string() }, lines);
    const { outcome, outputs } = await run(...[tried, skipped, failing].map((one) => new Wrapper(one)));
    expect(lines).toEqual(['run train', 'run train', 'run failing', 'undo failing', 'undo train']);
    expect(isStepError(outcome) && outcome.code).toBe('STEP_OUTPUT_INVALID');
    expect(outputs).toEqual({ train: 'done' });
  });

  test('has no rollback where its step has none', () => {
    class Bare extends BaseStep {
      readonly name = 'bare';
      readonly progressWeight = 1;
      override execute(): void {}
    }
    expect(new Wrapper(new Bare()).rollback).toBeUndefined();
  });
});

test('a wrapper may say otherwise for one member', () => {
  class Heavier extends LoggingStep {
    override readonly progressWeight = 14;
    override canSkip(): boolean {
      return true;
    }
  }
  const heavier: BaseStep = new Heavier(step({ weight: 7, skippable: false }));
  expect([heavier.progressWeight, heavier.skippable, heavier.canSkip({} as never), heavier.name]).toEqual([14, false, true, 'train']);
});

test('a schema that is a function stays the schema that it is', () => {
  const schema = Object.assign(() => {}, { '~standard': z.string()['~standard'] });
  const inner = step({ output: schema as never });
  expect(new Plain(inner).checkOutput).toBe(schema);
});

test('LoggingStep logs start, end and undoing under the name of the step, also of a step that throws', async () => {
  const works = new LoggingStep(new LoggedStep('load', {}, []));
  const skips = new LoggingStep(new LoggedStep('skip', { run: () => new StepResult({ skipped: true }) }, []));
  const throws = new LoggingStep(new LoggedStep('train', { run: () => fail() }, []));
  const { events } = await run(works, skips, throws);
  const seconds = expect.any(Number) as number;
  expect(events.map((event) => (event.type === 'log' ? [event.event, event.step, event.data] : event))).toEqual([
    ['step_start', 'load', { step: 'load' }],
    ['step_end', 'load', { step: 'load', elapsed: seconds, success: true, skipped: false }],
    ['step_start', 'skip', { step: 'skip' }],
    ['step_end', 'skip', { step: 'skip', elapsed: seconds, success: true, skipped: true }],
    ['step_start', 'train', { step: 'train' }],
    ['step_end', 'train', { step: 'train', elapsed: seconds, success: false, skipped: false, error: 'boom' }],
    ['step_rollback', 'train', { step: 'train' }],
    ['step_rollback', 'skip', { step: 'skip' }],
    ['step_rollback', 'load', { step: 'load' }],
  ]);
});

test('TimingStep reports seconds, and adds them to an output that no schema describes', async () => {
  const time = { duration_seconds: expect.any(Number) as number };
  const plans: readonly (readonly [string, StepPlan])[] = [
    ['object', { run: () => ({ rows: 3 }) }],
    ['result', { run: () => new StepResult({ data: { rows: 3 }, rollbackData: 7 }) }],
    ['declared', { run: () => ({ rows: 3 }), output: z.strictObject({ rows: z.number() }) }],
    ['list', { run: () => [3] }],
    ['throws', { run: () => fail() }],
  ];
  const seen: unknown[] = [];
  const undo: StepPlan['undo'] = (_, output, result) => seen.push(output, result?.rollbackData);
  const { events } = await run(...plans.map(([name, plan]) => new TimingStep(new LoggedStep(name, { ...plan, undo }, []))));
  expect(events.map((event) => (event.type === 'metrics' ? [event.category, event.values] : event))).toEqual(
    plans.map(([name]) => [name, time]),
  );
  expect(seen).toEqual([
    undefined,
    undefined,
    [3],
    undefined,
    { rows: 3 },
    undefined,
    { rows: 3, ...time },
    7,
    { rows: 3, ...time },
    undefined,
  ]);
});

describe('ValidationStep', () => {
  test.each([undefined, [true] as const])('lets pass what gives %j', async (given) => {
    expect((await run(new ValidationStep(() => given))).outcome).toMatchObject({ success: true });
  });

  test.each([
    ['there are no rows', 'there are no rows'],
    [[false, 'there are no rows'] as const, 'there are no rows'],
    [[false] as const, 'the check gave no reason'],
  ])('fails the workflow with what gives %j, and is not tried again', async (given, message) => {
    const { outcome } = await run(new ValidationStep(async () => given, { name: 'check_rows', weight: 1 }));
    expect(outcome).toMatchObject({ step: 'check_rows', attempt: 1, message: `step "check_rows" failed: ${message}` });
    expect((outcome as Error).cause).toMatchObject({ name: 'ValidationError' });
  });
});
