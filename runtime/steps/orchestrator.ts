import { runAndCollect, runSteps, type RunStepsOptions } from './run-steps.ts';
import type { StepContext } from './step-context.ts';
import type { StepRegistry } from './step-registry.ts';
import type { StepsReport } from './steps-report.ts';

/** Guide: Step-Based Workflows. Runs the registered steps on a context; each call is a run of its own. */
export class Orchestrator<C extends StepContext<unknown, unknown>> {
  readonly #registry: StepRegistry<C>;
  readonly #context: C;
  readonly #options: RunStepsOptions;

  constructor(registry: StepRegistry<C>, context: C, options: RunStepsOptions = {}) {
    this.#registry = registry;
    this.#context = context;
    this.#options = options;
  }

  /** Throws StepError or RunCancelled, after everything that was started has been undone. */
  execute(): Promise<StepsReport> {
    return runSteps(this.#registry.list(), this.#context, this.#options);
  }

  /** The same, and makes the result. Where that fails, the steps are undone too; throws ExecutionError or ValidationError then. */
  collect<R>(make: (report: StepsReport) => R | Promise<R>): Promise<R> {
    return runAndCollect(this.#registry.list(), this.#context, make, this.#options);
  }
}
