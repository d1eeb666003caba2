import {
  ExecutionError,
  Orchestrator,
  RunCancelled,
  type RunEvent,
  RuntimeContext,
  StepContext,
  StepRegistry,
  type StepsReport,
} from 'actionsmith';
import type { CheckpointStore } from 'actionsmith';
import type { FinishedRun } from './judge-run.ts';
import { PlannedStep } from './planned-step.ts';
import type { WorkflowPlan } from './workflow-plan.ts';

export interface RunningPlan {
  readonly finished: Promise<FinishedRun & { readonly result: unknown; readonly error: unknown }>;
  readonly context: StepContext;
  readonly signal: AbortSignal;
  /** Cancels the run from outside. */
  readonly cancel: () => void;
}

/** Starts the workflow of a plan. */
export function runPlan(plan: WorkflowPlan, checkpoints?: CheckpointStore, random: () => number = () => 0.5): RunningPlan {
  const controller = new AbortController();
  const lines: string[] = [];
  const events: RunEvent[] = [];
  const record = (line: string): void => {
    lines.push(line);
    if (plan.fault?.atLine === lines.length)
      controller.abort(plan.fault.kind === 'cancel' ? new RunCancelled() : new ExecutionError('elsewhere'));
  };
  const write = (event: RunEvent): void => {
    events.push(event);
    if (plan.sink === 'throws') throw new Error('the sink is broken');
  };
  const { signal } = controller;
  const ctx = new RuntimeContext({ logger: { write }, signal, ...(checkpoints && { checkpoints }) });
  const context = new StepContext({ params: {}, ctx });
  const registry = new StepRegistry();
  for (const step of plan.steps) registry.register(new PlannedStep(step, record));
  const finish = async (): Promise<Awaited<RunningPlan['finished']>> => {
    try {
      let report: StepsReport | undefined;
      const result: unknown = await new Orchestrator(registry, context, { graceMs: 50, random }).collect((done) => {
        report = done;
        record('collect');
        return collect(plan, context);
      });
      return { lines, events, succeeded: true, report, rollbackErrors: 0, restored: restoredIn(report), result, error: undefined };
    } catch (error) {
      const { details, rollbackErrors } = error as ExecutionError;
      const report = details['report'] as StepsReport;
      return {
        lines,
        events,
        succeeded: false,
        report,
        rollbackErrors: rollbackErrors.length,
        restored: restoredIn(report),
        result: undefined,
        error,
      };
    }
  };
  return { finished: finish(), context, signal, cancel: () => controller.abort(new RunCancelled()) };
}

function collect({ collect }: WorkflowPlan, { outputs }: StepContext): unknown {
  if (collect === 'throws') throw new Error('the result cannot be made');
  return collect === 'hangs' ? new Promise(() => {}) : { ...outputs };
}

function restoredIn(report: StepsReport | undefined): string[] {
  return (report?.steps ?? []).flatMap(({ name, status, attempts }) => (status === 'restored' && attempts > 0 ? [name] : []));
}
