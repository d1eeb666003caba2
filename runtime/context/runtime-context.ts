import type { Backend } from '../backend/backend.ts';
import type { CheckpointStore } from '../checkpoints/checkpoint-store.ts';
import type { EventSink } from '../logging/event-sink.ts';
import { Logger } from '../logging/logger.ts';
import type { MessageArguments, MessageInput } from '../logging/messages/message-input.ts';
import { NoOpLogger } from '../logging/no-op-logger.ts';
import { Redactor } from '../redaction/redactor.ts';
import { secretsOfEnvironment } from '../redaction/secret-names.ts';
import { Python } from '../python/python.ts';
import { PluginEnvironment } from './plugin-environment.ts';

/** Where a run goes on from: a model of an earlier run, or a base model. */
export interface Checkpoint {
  readonly category: string;
  readonly path: string;
  readonly id?: number | string;
  readonly name?: string;
}

export interface RuntimeContextOptions {
  /** Default: nothing is reported. */
  readonly logger?: EventSink;
  readonly env?: PluginEnvironment | Readonly<Record<string, string | undefined>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Of messages to the user; default: ACTIONSMITH_LANGUAGE of the environment, else English. */
  readonly language?: string;
  readonly jobId?: string;
  /** The backend that holds datasets, models and jobs. An executor that runs in this process has one of its own: see `backendOfRun`. */
  readonly client?: Backend | undefined;
  readonly checkpoint?: Checkpoint;
  /** Where the steps of the run are remembered, and taken over from an earlier run. Default: nowhere. */
  readonly checkpoints?: CheckpointStore;
  /** Aborts when the run is cancelled. */
  readonly signal?: AbortSignal;
  /** The plugin's, where it runs. Default: the one you stand in. */
  readonly pluginFolder?: string | undefined;
}

/** Guide: Context Methods. What an action may know about the run that it is part of, and how it reports. */
export class RuntimeContext {
  readonly logger: Logger;
  /** Keeps the run's secrets out of whatever it reports. */
  readonly redactor: Redactor;
  readonly env: PluginEnvironment;
  readonly secrets: Readonly<Record<string, string>>;
  readonly language: string;
  readonly jobId: string | undefined;
  /** The backend that holds datasets, models and jobs. */
  readonly client: Backend | undefined;
  readonly checkpoint: Checkpoint | undefined;
  readonly checkpoints: CheckpointStore | undefined;
  readonly signal: AbortSignal;
  /** The plugin's folder, where it runs. */
  readonly pluginFolder: string;

  constructor(options: RuntimeContextOptions = {}) {
    const { logger = new NoOpLogger(), env = {} } = options;
    this.env = env instanceof PluginEnvironment ? env : new PluginEnvironment(env as Readonly<Record<string, string | undefined>>);
    this.secrets = options.secrets ?? {};
    const redactor = logger instanceof Logger ? logger.redactor : undefined;
    this.redactor = redactor ?? new Redactor();
    this.redactor.add(this.secrets, ...secretsOfEnvironment(this.env.toObject()));
    this.language = options.language ?? (this.env.get('ACTIONSMITH_LANGUAGE') || this.env.get('SYNAPSE_LANGUAGE') || 'en');
    this.logger = new Logger(logger, { language: this.language, ...(redactor === undefined && { redactor: this.redactor }) });
    this.jobId = options.jobId;
    this.client = options.client;
    this.checkpoint = options.checkpoint;
    this.checkpoints = options.checkpoints;
    this.signal = options.signal ?? new AbortController().signal;
    this.pluginFolder = options.pluginFolder ?? process.cwd();
  }

  /** In a pipeline: the same each time that this action of that run is tried, for effects that must happen once. */
  get idempotencyKey(): string | undefined {
    return this.env.get('ACTIONSMITH_IDEMPOTENCY_KEY') || undefined;
  }

  /** Runs scripts in Python. */
  get python(): Python {
    return new Python(this);
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

  setProgress(current: number, total: number, category?: string): void {
    this.logger.setProgress(current, total, category);
  }

  setMetrics(values: Readonly<Record<string, unknown>>, category?: string): void {
    this.logger.setMetrics(values, category);
  }
}
