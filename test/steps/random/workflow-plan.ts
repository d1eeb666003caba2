import * as fc from 'fast-check';

/** What an attempt of a step does. `hangs` never ends; `reacts` ends when its signal aborts. */
export type Run =
  | 'works'
  | 'works late'
  | 'gives null'
  | 'throws'
  | 'throws nothing'
  | 'is final'
  | 'hangs'
  | 'reacts'
  | 'reports no success'
  | 'skips itself'
  | 'bad output';
export type Undo = 'works' | 'works late' | 'throws' | 'hangs';

/** A step as data, so that a child process can get it too. */
export interface StepPlan {
  readonly name: string;
  readonly weight: number;
  readonly effects: 'none' | 'local' | 'external';
  readonly idempotent: boolean;
  readonly skippable: boolean;
  readonly skip: 'no' | 'yes' | 'yes, late' | 'throws' | 'hangs';
  /** By attempt; the last one goes on. */
  readonly runs: readonly Run[];
  readonly attempts: number;
  readonly delayMs: number;
  readonly jitter: 'none' | 'full';
  readonly timeoutMs: number | null;
  /** By attempt to undo it; none where the step has no rollback. */
  readonly undos: readonly Undo[];
  readonly undoAttempts: number;
}

export interface WorkflowPlan {
  readonly steps: readonly StepPlan[];
  readonly collect: 'works' | 'throws' | 'hangs';
  /** Where the events go. */
  readonly sink: 'works' | 'throws';
  readonly store: 'none' | 'works' | 'save throws' | 'forget throws';
  /** What happens beside the steps, when so many lines were recorded. */
  readonly fault: { readonly kind: 'cancel' | 'fails elsewhere'; readonly atLine: number } | null;
}

const run = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<Run>('works', 'works late', 'gives null') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Run>(
      'throws',
      'throws nothing',
      'is final',
      'hangs',
      'reacts',
      'reports no success',
      'skips itself',
      'bad output',
    ),
  },
);
const undo = fc.oneof({ weight: 5, arbitrary: fc.constantFrom<Undo>('works', 'works late') }, fc.constantFrom<Undo>('throws', 'hangs'));

const step: fc.Arbitrary<Omit<StepPlan, 'name'>> = fc.record({
  weight: fc.constantFrom(0, 1, 2.5, 10),
  effects: fc.constantFrom('none', 'local', 'external'),
  idempotent: fc.boolean(),
  skippable: fc.constantFrom(true, true, false),
  skip: fc.oneof({ weight: 9, arbitrary: fc.constant('no' as const) }, fc.constantFrom('yes', 'yes, late', 'throws', 'hangs')),
  runs: fc.array(run, { minLength: 1, maxLength: 3 }),
  attempts: fc.integer({ min: 1, max: 3 }),
  delayMs: fc.constantFrom(0, 5, 40),
  jitter: fc.constantFrom('none', 'full'),
  timeoutMs: fc.constantFrom(null, 20, 20),
  undos: fc.array(undo, { maxLength: 3 }),
  undoAttempts: fc.integer({ min: 1, max: 3 }),
});

/** Random step lists × place and kind of failure. */
export const workflowPlan: fc.Arbitrary<WorkflowPlan> = fc.record({
  steps: fc.array(step, { maxLength: 7 }).map((steps) => steps.map((one, index) => Object.assign({ name: `s${index}` }, one))),
  collect: fc.oneof({ weight: 6, arbitrary: fc.constant('works' as const) }, fc.constantFrom('throws', 'hangs')),
  sink: fc.oneof({ weight: 9, arbitrary: fc.constant('works' as const) }, fc.constant('throws' as const)),
  store: fc.constantFrom('none', 'works', 'works', 'save throws', 'forget throws'),
  fault: fc.option(fc.record({ kind: fc.constantFrom('cancel', 'fails elsewhere'), atLine: fc.integer({ min: 1, max: 40 }) })),
});

/** The same workflow where nothing fails any more; what is skipped stays skipped. */
export function heal(plan: WorkflowPlan): WorkflowPlan {
  const steps = plan.steps.map((step) =>
    Object.assign({}, step, {
      skippable: true,
      skip: step.skip.startsWith('yes') ? ('yes' as const) : ('no' as const),
      runs: [firstThatEnds(step)],
      timeoutMs: null,
    }),
  );
  return { steps, collect: 'works', sink: 'works', store: plan.store, fault: null };
}

/** What the step leaves in a run where it does not fail. */
function firstThatEnds({ runs, attempts }: StepPlan): Run {
  const tried = Array.from({ length: attempts }, (_, at) => runs[Math.min(at, runs.length - 1)]!);
  return tried.find((run) => ['works', 'works late', 'gives null', 'skips itself'].includes(run)) ?? 'works';
}
