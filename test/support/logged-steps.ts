import {
  BaseStep,
  RuntimeContext,
  type RuntimeContextOptions,
  runSteps,
  type RunStepsOptions,
  type StandardSchemaV1,
  StepContext,
  type StepPolicy,
  type StepResult,
  type StepsReport,
} from 'actionsmith';
import { recordEvents } from './record-events.ts';

export interface StepPlan {
  readonly run?: (context: StepContext, attempt: number) => unknown;
  readonly skip?: (context: StepContext) => boolean | Promise<boolean>;
  readonly undo?: (context: StepContext, output: unknown, result: StepResult | undefined) => unknown;
  readonly weight?: number;
  readonly policy?: StepPolicy;
  readonly needs?: readonly string[];
  readonly skippable?: boolean;
  readonly effects?: 'none' | 'local' | 'external';
  readonly idempotent?: boolean;
  readonly output?: StandardSchemaV1;
}

/** A step that writes down what happens to it. */
export class LoggedStep extends BaseStep<StepContext> {
  readonly name: string;
  readonly progressWeight: number;
  override readonly policy: StepPolicy;
  override readonly needs: readonly string[];
  override readonly skippable: boolean;
  override readonly effects: 'none' | 'local' | 'external';
  override readonly idempotent: boolean;
  override readonly checkOutput: StandardSchemaV1 | undefined;
  readonly #plan: StepPlan;
  readonly #lines: string[];
  #attempt = 0;

  constructor(name: string, plan: StepPlan, lines: string[]) {
    super();
    this.name = name;
    this.progressWeight = plan.weight ?? 1;
    this.policy = plan.policy ?? {};
    this.needs = plan.needs ?? [];
    this.skippable = plan.skippable ?? true;
    this.effects = plan.effects ?? 'local';
    this.idempotent = plan.idempotent ?? false;
    this.checkOutput = plan.output;
    this.#plan = plan;
    this.#lines = lines;
  }

  override canSkip(context: StepContext): boolean | Promise<boolean> {
    return this.#plan.skip?.(context) ?? false;
  }

  override execute(context: StepContext): unknown {
    this.#attempt += 1;
    this.#lines.push(`run ${this.name}`);
    return this.#plan.run?.(context, this.#attempt);
  }

  override async rollback(context: StepContext, output: unknown, result: StepResult | undefined): Promise<void> {
    this.#lines.push(`undo ${this.name}`);
    await this.#plan.undo?.(context, output, result);
  }
}

export interface LoggedRun {
  /** `run a`, `undo a`, in the order in which they happened. */
  readonly lines: string[];
  readonly events: ReturnType<typeof recordEvents>['events'];
  readonly report?: StepsReport;
  readonly error?: unknown;
}

/** Runs steps and gives what happened, whether they succeeded or not. */
export async function runLogged(
  plans: Readonly<Record<string, StepPlan>>,
  { graceMs = 0, contractHash, random, ...options }: RunStepsOptions & Omit<RuntimeContextOptions, 'logger'> = {},
): Promise<LoggedRun> {
  const lines: string[] = [];
  const { logger, events } = recordEvents();
  const steps = Object.entries(plans).map(([name, plan]) => new LoggedStep(name, plan, lines));
  const ctx = new RuntimeContext({ ...options, logger });
  const context = new StepContext({ params: {}, ctx });
  try {
    return { lines, events, report: await runSteps(steps, context, { graceMs, contractHash, ...(random && { random }) }) };
  } catch (error) {
    return { lines, events, error };
  }
}

/** Work that ends only when its signal aborts, or never. */
export function forever(): Promise<never> {
  return new Promise(() => {});
}

export function fail(message = 'boom'): never {
  throw new Error(message);
}
