import type { Logger } from '../logging/logger.ts';
import type { StepContext, StepScope } from './step-context.ts';
import type { StepRun } from './step-run.ts';
import type { StepsRun } from './steps-run.ts';

/** The step that runs, as its context shows it. Most steps look at none of it, so nothing is made before somebody does. */
export class RunningStep<C extends StepContext<unknown, unknown>> implements StepScope {
  readonly #state: StepsRun<C>;
  readonly #run: StepRun<C>;
  #logger: Logger | undefined;

  constructor(state: StepsRun<C>, run: StepRun<C>) {
    this.#state = state;
    this.#run = run;
  }

  get step(): string {
    return this.#run.step.name;
  }

  get logger(): Logger {
    return (this.#logger ??= this.#state.logger.forStep(this.step));
  }

  get signal(): AbortSignal {
    return this.#state.guard.signal;
  }

  shareProgress(fraction: number): number {
    return (this.#run.overall = this.#state.progress.within(this.step, fraction));
  }
}
