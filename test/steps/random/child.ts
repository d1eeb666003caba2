import { writeSync } from 'node:fs';
import { ExecutionError, Orchestrator, RuntimeContext, StepContext, StepRegistry, type StepsReport } from 'actionsmith';
import { ProcessRun } from '../../../runtime/process/process-run.ts';
import { serializeError } from '../../../runtime/errors/serialize-error.ts';
import { PlannedStep } from './planned-step.ts';
import type { WorkflowPlan } from './workflow-plan.ts';

/** What a child process tells of its run, one JSON value a line, out before the call returns. */
export type ChildLine =
  | { readonly line: string }
  | { readonly event: unknown }
  | { readonly end: { readonly report: StepsReport | undefined; readonly rollbackErrors: number; readonly error: unknown } };

const plan = JSON.parse(process.argv[2]!) as WorkflowPlan & { readonly throwAtLine: number | null };
let lines = 0;

function tell(value: ChildLine): void {
  writeSync(1, `${JSON.stringify(value)}\n`);
}

function record(line: string): void {
  tell({ line });
  lines += 1;
  if (plan.throwAtLine === lines) setTimeout(() => throwInCallback(), 0);
}

function throwInCallback(): never {
  throw new RangeError('thrown in a callback');
}

const own = new ProcessRun((error) => tell({ end: describeFailure(error) }));
own.cancelOnSignals();
const ctx = new RuntimeContext({ logger: { write: (event) => tell({ event }) }, signal: own.signal });
const registry = new StepRegistry();
for (const step of plan.steps) registry.register(new PlannedStep(step, record));
const orchestrator = new Orchestrator(registry, new StepContext({ params: {}, ctx }), { graceMs: 50, random: () => 0.5 });
record('began');
try {
  await own.run(
    () => orchestrator.execute(),
    (report) => tell({ end: { report, rollbackErrors: 0, error: undefined } }),
  );
} catch (error) {
  tell({ end: describeFailure(error as ExecutionError) });
}

function describeFailure(error: Pick<ExecutionError, 'details' | 'rollbackErrors'>): Extract<ChildLine, { end: unknown }>['end'] {
  return {
    report: error.details['report'] as StepsReport | undefined,
    rollbackErrors: error.rollbackErrors.length,
    error: serializeError(error),
  };
}
