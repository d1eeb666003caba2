import { askForAutolog, type AutologFramework, type AutologOptions } from '../autolog/index.ts';
import type { RuntimeContext } from '../context/runtime-context.ts';
import type { DataType } from '../data-types/data-type.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import type { Logger } from '../logging/logger.ts';
import { Python } from '../python/python.ts';
import { ATTEMPT_GRACE_MS, RUN_GRACE_MS, settleOrGiveUp } from '../steps/settle-or-abandon.ts';
import { StepContext } from '../steps/step-context.ts';
import { StepRegistry } from '../steps/step-registry.ts';
import type { StandardSchemaV1 } from '../validation/standard-schema.ts';
import type { ActionRef } from './action-spec.ts';
import type { PluginCategory, ResultValidation } from './enums.ts';
import type { NoResult } from './no-result.ts';

/** What the runner of an action gives to its `run()`. */
export interface RunHooks {
  /** How long a cancelled run may take to clean up, in milliseconds. */
  readonly graceMs?: number;
  /** Checks the result of a workflow while its steps can still be undone. */
  readonly checkResult?: (result: unknown) => Promise<unknown>;
  /** Of the contract that runs: checkpoints of another one are refused. */
  readonly contractHash?: string | undefined;
  /** Told when steps begin: every attempt and every rollback of theirs has a limit of its own, so nobody need cut them off. */
  readonly onSteps?: () => void;
}

/**
 * Guide: Class-Based Actions. A unit of work with validated params and a typed result. Write `execute()`, or register steps in
 * `setupSteps()`; what runs it, and where, is not its concern.
 */
export abstract class BaseAction<P = unknown, R = unknown> {
  /** The action's name in config.yaml; the registry's name is used where it is missing. */
  static readonly actionName: string | undefined = undefined;
  static readonly category: PluginCategory | undefined = undefined;
  /** What kind of data goes in and comes out, for pipelines: `YOLODataset`, or its name, `yolo_dataset`. */
  static readonly inputType: DataType | string | undefined = undefined;
  static readonly outputType: DataType | string | undefined = undefined;
  /** Checks the params and fills in defaults: a generated validator, a zod schema, any Standard Schema. */
  static readonly paramsModel: StandardSchemaV1 | undefined = undefined;
  static readonly resultModel: StandardSchemaV1 | NoResult | undefined = undefined;
  static readonly resultValidation: ResultValidation = 'warn';
  /** Which contract the class was generated from; a cluster needs it to run the same one. */
  static readonly ref: ActionRef | undefined = undefined;

  /** Already valid, with defaults. */
  readonly params: P;
  readonly ctx: RuntimeContext;

  constructor(params: P, ctx: RuntimeContext) {
    this.params = params;
    this.ctx = ctx;
  }

  get logger(): Logger {
    return this.ctx.logger;
  }

  /** The work of an action without steps. */
  execute(): R | Promise<R> {
    throw new ActionsmithError(`${this.constructor.name} has nothing to run: write execute(), or register steps in setupSteps()`, {
      code: 'NOTHING_TO_RUN',
    });
  }

  /** Registers the steps of the workflow; with at least one, they run instead of `execute()`. Guide: Step-Based Workflows. */
  setupSteps(_registry: StepRegistry<StepContext<P, unknown>>): void | Promise<void> {}

  /** What the steps share. Override it to add fields of your own. */
  createContext(): StepContext<P, unknown> {
    return new StepContext<P>({ params: this.params, ctx: this.ctx });
  }

  /** Makes the result of a workflow of steps; without it the result is the report of what each step did. */
  collectResult?(context: StepContext<P, unknown>): R | Promise<R>;

  /** Runs the steps, or `execute()`. Executors call this; params are valid by then. */
  async run({ graceMs = RUN_GRACE_MS, checkResult, contractHash, onSteps }: RunHooks = {}): Promise<R> {
    const registry = new StepRegistry<StepContext<P, unknown>>();
    await this.setupSteps(registry);
    if (registry.size === 0) return settleOrGiveUp(() => this.execute(), this.ctx.signal, graceMs);
    const { Orchestrator } = await import('../steps/orchestrator.ts'); // an action without steps needs none of it
    const context = this.createContext();
    onSteps?.();
    // Half of the grace is for the attempt that is stopped, the rest for undoing.
    const orchestrator = new Orchestrator(registry, context, { graceMs: Math.min(ATTEMPT_GRACE_MS, graceMs / 2), contractHash });
    return orchestrator.collect(async (report) => {
      const result = this.collectResult === undefined ? (report as R) : await this.collectResult(context);
      return checkResult === undefined ? result : ((await checkResult(result)) as R);
    });
  }

  /** A structured event, with the path of a file that belongs to it. */
  log(event: string, data: Readonly<Record<string, unknown>> = {}, options: { readonly file?: string } = {}): void {
    this.ctx.log(event, data, options);
  }

  setProgress(current: number, total: number, category?: string): void {
    this.ctx.setProgress(current, total, category);
  }

  setMetrics(values: Readonly<Record<string, unknown>>, category?: string): void {
    this.ctx.setMetrics(values, category);
  }

  /** Runs scripts in Python. */
  get python(): Python {
    return new Python(this.ctx, this.ctx, this.params);
  }

  /**
   * Guide: Instance Properties and Methods. From now on what a framework does in a script of this run is reported by itself, those of steps too:
   * epochs as progress, losses, learning rates and scores as metrics, checkpoints as files. Throws UNKNOWN_FRAMEWORK.
   */
  autolog(framework: AutologFramework, options: AutologOptions = {}): void {
    askForAutolog(this.ctx, framework, options);
  }
}
