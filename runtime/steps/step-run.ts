import type { BaseStep } from './base-step.ts';
import type { StepResult } from './step-result.ts';
import type { StepReport } from './steps-report.ts';

/** One step in one run: what happened to it so far. Only the step engine writes it. */
export interface StepRun<C> {
  readonly step: BaseStep<C>;
  status: StepReport['status'];
  /** Where it was restored: whether it had been skipped. */
  wasSkipped: boolean;
  attempts: number;
  /** The last attempt whose failure has been reported. */
  reported: number;
  durationMs: number;
  output: unknown;
  result: StepResult | undefined;
  rollback: StepReport['rollback'];
  /** The progress of all steps when it last reported. */
  overall: number;
}

export function createStepRun<C>(step: BaseStep<C>): StepRun<C> {
  return {
    step,
    status: 'pending',
    wasSkipped: false,
    attempts: 0,
    reported: 0,
    durationMs: 0,
    output: undefined,
    result: undefined,
    rollback: undefined,
    overall: 0,
  };
}

export function reportStepRun<C>({ step, status, attempts, durationMs, output, rollback }: StepRun<C>): StepReport {
  return {
    name: step.name,
    status,
    attempts,
    durationMs,
    ...(output !== undefined && { output }),
    ...(rollback !== undefined && { rollback }),
  };
}
