import type { Logger } from '../logging/logger.ts';
import type { KeptSteps } from './kept-steps.ts';
import type { ProgressShare } from './progress-share.ts';
import type { StepContext } from './step-context.ts';
import type { StepGuard } from './step-guard.ts';
import type { UndoStack } from './undo-stack.ts';

/** What the parts of the step engine share during one run of a workflow. */
export interface StepsRun<C extends StepContext<unknown, unknown>> {
  readonly context: C;
  readonly logger: Logger;
  readonly guard: StepGuard;
  readonly undo: UndoStack<C>;
  readonly progress: ProgressShare;
  /** Missing where nothing is remembered. */
  readonly kept: KeptSteps<C> | undefined;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
}
