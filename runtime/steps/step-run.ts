import type { BaseStep } from './base-step.ts';
import type { StepResult } from './step-result.ts';
import type { StepReport } from './steps-report.ts';

/** One step in one run: what happened to it so far. Only the step engine writes it. */
export class StepRun<C> {
  readonly step: BaseStep<C>;
  status: StepReport['status'] = 'pending';
  /** Where it was restored: whether it had been skipped. */
  wasSkipped = false;
  attempts = 0;
  /** The last attempt whose failure has been reported. */
  reported = 0;
  durationMs = 0;
  /** Of each attempt of this run. */
  attemptDurationsMs: number[] = [];
  output: unknown = undefined;
  result: StepResult | undefined = undefined;
  rollback: StepReport['rollback'] = undefined;
  /** What its rollback says of what it undid. */
  undone: unknown = undefined;
  /** The progress of all steps when it last reported. */
  overall = 0;

  constructor(step: BaseStep<C>) {
    this.step = step;
  }

  report(): StepReport {
    const { step, status, attempts, durationMs, attemptDurationsMs, output, rollback, undone } = this;
    return {
      name: step.name,
      status,
      attempts,
      durationMs,
      attemptDurationsMs,
      ...(output !== undefined && { output }),
      ...(rollback !== undefined && { rollback }),
      ...(undone !== undefined && { undone }),
    };
  }
}
