import type { RuntimeContext } from '../context/runtime-context.ts';
import type { Logger } from '../logging/logger.ts';
import type { MessageArguments, MessageInput } from '../logging/messages/message-input.ts';
import { Python } from '../python/python.ts';

/** The step that runs now, as the step engine sees it. */
export interface StepScope {
  readonly step: string;
  readonly logger: Logger;
  /** Aborts when the attempt times out, or the run is cancelled. */
  readonly signal: AbortSignal;
  /** Turns the step's own progress (0 to 1) into the progress of all steps together (0 to 100). */
  readonly shareProgress: (fraction: number) => number;
}

/**
 * Guide: Step-Based Workflows. What the steps of one run share. Extend it for fields of your own (`context.dataset = …`); what a later step relies on
 * is better a declared output.
 */
export class StepContext<P = unknown, O = Readonly<Record<string, unknown>>> {
  readonly params: P;
  readonly ctx: RuntimeContext;
  /** What the finished steps left, under their names. */
  readonly outputs: O;
  #scope: StepScope | undefined;

  constructor({ params, ctx }: { readonly params: P; readonly ctx: RuntimeContext }) {
    this.params = params;
    this.ctx = ctx;
    this.outputs = Object.create(null) as O;
  }

  /** Pass it on to whatever takes a signal, and a timeout or a cancellation really stops the work. */
  get signal(): AbortSignal {
    return this.#scope?.signal ?? this.ctx.signal;
  }

  get currentStep(): string | undefined {
    return this.#scope?.step;
  }

  get logger(): Logger {
    return this.#scope?.logger ?? this.ctx.logger;
  }

  /** Runs scripts in Python, which report as the step does and end with it. */
  get python(): Python {
    return new Python(this.ctx, this, this.params);
  }

  log(event: string, data: Readonly<Record<string, unknown>> = {}, options: { readonly file?: string } = {}): void {
    this.logger.log(event, data, options);
  }

  logMessage<M extends MessageInput>(message: M, ...options: MessageArguments<M>): void {
    this.logger.logMessage(message, ...options);
  }

  logDevEvent(message: string, data?: Readonly<Record<string, unknown>>): void {
    this.logger.logDevEvent(message, data);
  }

  /** The progress of the step that runs; a category splits it further. */
  setProgress(current: number, total: number, category?: string): void {
    const fraction = total > 0 ? Math.min(1, current / total) : 1;
    this.logger.setProgress(current, total, category ?? this.currentStep, this.#scope?.shareProgress(fraction));
  }

  setMetrics(values: Readonly<Record<string, unknown>>, category?: string): void {
    this.logger.setMetrics(values, category ?? this.currentStep);
  }

  /** For the step engine: which step runs from here on; undefined between steps. */
  enterStep(scope: StepScope | undefined): void {
    this.#scope = scope;
  }
}
