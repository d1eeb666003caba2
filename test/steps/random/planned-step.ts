import { ActionsmithError, BaseStep, type StandardSchemaV1, type StepContext, type StepPolicy, StepResult } from 'actionsmith';
import type { Run, StepPlan, Undo } from './workflow-plan.ts';

type Context = StepContext<unknown, Readonly<Record<string, unknown>>>;

/** Writes down what happens: `skip? s0`, `run s0 1`, `undo s0 1`, `undone s0`. */
export type Recorder = (line: string) => void;

/** A step that does what its plan says. It has a rollback only where the plan has one. */
export class PlannedStep extends BaseStep<Context> {
  readonly name: string;
  readonly progressWeight: number;
  override readonly policy: StepPolicy;
  override readonly skippable: boolean;
  override readonly effects: 'none' | 'local' | 'external';
  override readonly idempotent: boolean;
  override readonly checkOutput: StandardSchemaV1 = whatIsNotBad;
  declare rollback?: (context: Context, output: unknown) => Promise<void>;
  readonly #plan: StepPlan;
  readonly #record: Recorder;
  #attempt = 0;
  #undoing = 0;

  constructor(plan: StepPlan, record: Recorder) {
    super();
    const { attempts, delayMs, jitter, timeoutMs, undoAttempts } = plan;
    this.name = plan.name;
    this.progressWeight = plan.weight;
    this.skippable = plan.skippable;
    this.effects = plan.effects;
    this.idempotent = plan.idempotent;
    this.policy = {
      ...(timeoutMs !== null && { timeoutMs }),
      retry: { attempts, delayMs, factor: 2, jitter },
      rollbackTimeoutMs: 30,
      rollbackRetry: { attempts: undoAttempts, delayMs: 1 },
    };
    this.#plan = plan;
    this.#record = record;
    if (plan.undos.length > 0) this.rollback = () => this.#undo();
  }

  override canSkip(): boolean | Promise<boolean> {
    const { skip } = this.#plan;
    this.#record(`skip? ${this.name}`);
    if (skip === 'throws') throw new Error('canSkip is broken');
    if (skip === 'hangs') return new Promise(() => {});
    return skip === 'yes, late' ? later(true) : skip === 'yes';
  }

  override execute(context: Context): unknown {
    const { runs } = this.#plan;
    this.#attempt += 1;
    this.#undoing = 0;
    this.#record(`run ${this.name} ${this.#attempt}`);
    context.setProgress(1, 2);
    const value = Object.values(context.outputs).reduce(
      (sum: number, output) => sum + ((output as { value: number } | null)?.value ?? 0),
      1,
    );
    return behave(runs[Math.min(this.#attempt, runs.length) - 1]!, value, context.signal);
  }

  async #undo(): Promise<void> {
    const { undos } = this.#plan;
    this.#undoing += 1;
    this.#record(`undo ${this.name} ${this.#undoing}`);
    await undoLike(undos[Math.min(this.#undoing, undos.length) - 1]!);
    this.#record(`undone ${this.name}`);
  }
}

function behave(run: Run, value: number, signal: AbortSignal): unknown {
  switch (run) {
    case 'works':
      return { value };
    case 'works late':
      return later({ value });
    case 'gives null':
      return null;
    case 'throws':
      throw new TypeError('boom');
    case 'throws nothing':
      return Promise.reject(); // oxlint-disable-line prefer-promise-reject-errors -- authors do
    case 'is final':
      throw new ActionsmithError('never again', { retryable: false });
    case 'hangs':
      return new Promise(() => {});
    case 'reacts':
      return new Promise((_, reject) => {
        if (signal.aborted) reject(signal.reason);
        else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    case 'reports no success':
      return new StepResult({ success: false, rollbackData: { value } });
    case 'skips itself':
      return new StepResult({ skipped: true });
    case 'bad output':
      return { bad: true };
    default:
      throw new Error(`there is no behaviour ${String(run)}`);
  }
}

function undoLike(undo: Undo): void | Promise<void> {
  if (undo === 'throws') throw new Error('cannot undo');
  if (undo === 'hangs') return new Promise(() => {});
  return undo === 'works late' ? later(undefined) : undefined;
}

function later<T>(value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), 3));
}

const whatIsNotBad: StandardSchemaV1 = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof value === 'object' && value !== null && 'bad' in value ? { issues: [{ message: 'must not be bad' }] } : { value },
  },
};
