import type { Model } from '../../../generated/backend/model/types.ts';
import type { ActionClass } from '../../action/action-class.ts';
import { BaseAction, type RunHooks } from '../../action/base-action.ts';
import type { Backend } from '../../backend/backend.ts';
import type { Checkpoint } from '../../context/runtime-context.ts';
import type { Splits } from '../../datasets/list-ground-truths.ts';
import type { LocalDataset } from '../../datasets/local-dataset.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { Python } from '../../python/python.ts';
import type { BaseStep } from '../../steps/base-step.ts';
import type { StepContext } from '../../steps/step-context.ts';
import type { StepRegistry } from '../../steps/step-registry.ts';
import { clientOf } from '../client-of.ts';
import { trainProgress } from '../progress.ts';
import type { KeptModel } from './kept-model.ts';
import { KeptModels } from './kept-models.ts';
import type { ModelFields } from './send-model.ts';
import { readySteps, type UploadedModel } from './steps/ready-steps.ts';
import { TrainContext } from './train-context.ts';
import type { Place } from './train-work.ts';

/** Params that the helpers of a training look at. */
interface KnownParams {
  readonly dataset?: unknown;
  readonly splits?: unknown;
  readonly checkpoint?: unknown;
}

/** Guide: BaseTrainAction. Trains a model. */
export abstract class BaseTrainAction<P = unknown, R = unknown> extends BaseAction<P, R> {
  /** The standard categories for `setProgress`. Add your own: `override readonly progress = { ...trainProgress, MINE: 'mine' } as const`. */
  readonly progress: typeof trainProgress = trainProgress;

  #steps: StepContext<P, unknown> | undefined;
  readonly #datasets = new Map<string | undefined, Promise<LocalDataset>>();
  #checkpoint: Promise<Checkpoint | undefined> | undefined;
  readonly #kept: KeptModels = new KeptModels(this.ctx);

  /** The backend. Throws BackendError NO_BACKEND where the run has none. */
  get client(): Backend {
    return clientOf(this.ctx);
  }

  override createContext(): TrainContext<P, unknown, unknown, unknown> {
    const context = new TrainContext<P, unknown, unknown, unknown>({ params: this.params, ctx: this.ctx });
    this.#steps = context;
    return context;
  }

  override async run(hooks: RunHooks = {}): Promise<R> {
    this.#kept.contractHash = hooks.contractHash;
    const result = await super.run(hooks);
    await this.#kept.clear();
    return result;
  }

  /** Where steps run, its scripts report as the one that does, and end with it. */
  override get python(): Python {
    return new Python(this.ctx, this.#place(), this.params);
  }

  /** Where steps run, it is the progress of the one that does. */
  override setProgress(current: number, total: number, category?: string): void {
    this.#place().setProgress(current, total, category);
  }

  override setMetrics(values: Readonly<Record<string, unknown>>, category?: string): void {
    this.#place().setMetrics(values, category);
  }

  /**
   * The dataset that `params.dataset` names, in a folder of this machine: fetched once for all runs that ask for the same. `format`: default, what the input type
   * of the action says, else the dataset's own. Read it, and write elsewhere. Throws BackendError.
   */
  async getDataset({ format = this.#wantedFormat() }: { readonly format?: string | undefined } = {}): Promise<LocalDataset> {
    return this.#datasets.get(format) ?? this.#fetch(format, this.#place());
  }

  /**
   * What the training goes on from: the checkpoint that the run was given, else the model that `params.checkpoint` names, with its files; undefined where it
   * begins anew. A run that resumes one whose model was trained, and not uploaded, gets that model, as category `trained`: give it to `createModel`.
   */
  async getCheckpoint(): Promise<Checkpoint | undefined> {
    return (this.#checkpoint ??= this.#findCheckpoint().catch((error: unknown) => {
      this.#checkpoint = undefined; // it may be asked for again
      throw error;
    }));
  }

  /**
   * Uploads a folder, or a file alone, as the archive of a new model. `name`: default, the folder's. What could not be uploaded is kept on this machine, and
   * the error says where; a run that resumes this one finds it by `getCheckpoint`. Throws BackendError MODEL_NOT_UPLOADED, ActionsmithError NOT_PACKED.
   */
  async createModel(path: string, fields: Partial<ModelFields> = {}): Promise<Model> {
    const { keep, send } = await import('./train-work.ts');
    const { client } = this;
    const kept = (await this.#kept.earlierAt(path)) ?? (await keep(path, this.ctx, this.#place()));
    if (this.#steps === undefined) await this.#kept.remember(kept);
    const model = await send(client, kept, this.#describe(kept, fields), this.#place());
    await this.#kept.sent(kept);
    return model;
  }

  /** What the backend knows of a model. Throws NotFoundError. */
  async getModel(id: number): Promise<Model> {
    return this.client.models.get(id, { signal: this.ctx.signal });
  }

  /** Metrics of an epoch; `category`: `train`, `validation` or a name of yours. */
  reportMetrics(metrics: Readonly<Record<string, unknown>>, epoch?: number, category: string = 'train'): void {
    this.setMetrics(epoch === undefined ? metrics : { ...metrics, epoch }, category);
  }

  /**
   * For your `setupSteps`: registers `dataset` (fetches it, where the params name one), `train` (your `execute()`), `model_archive` (packs what the result of
   * `execute()` calls `model_path` or `weights_path`) and `model_upload`; insert your own around them. What `execute()` returns is the result, unless you
   * write `collectResult`. A run that fails or is killed in the upload is resumed there.
   */
  protected registerReadySteps<C extends StepContext<P, unknown>>(registry: StepRegistry<C>): void {
    this.collectResult ??= ({ outputs }): R => (outputs as { train: R }).train;
    const steps = readySteps({
      hasDataset: (this.params as KnownParams).dataset !== undefined,
      fetch: (context) => this.#fetch(this.#wantedFormat(), context),
      train: () => this.execute(),
      keep: async (path, context) => (await import('./train-work.ts')).keep(path, this.ctx, context),
      send: (kept, context) => this.#sendKept(kept, context),
    });
    for (const step of steps) registry.register(step as BaseStep<never>);
  }

  /** More about the models of this action, for the backend: `{ version: '2' }`. What `createModel` is given comes before it. */
  protected describeModel(): Partial<ModelFields> {
    return {};
  }

  async #sendKept(kept: KeptModel, place: Place): Promise<UploadedModel> {
    const { send } = await import('./train-work.ts');
    const { id, name, checksum } = await send(this.client, kept, this.#describe(kept, {}), place);
    await this.#kept.sent(kept);
    return { id, name, checksum };
  }

  #place(): StepContext<P, unknown> | BaseAction['ctx'] {
    return this.#steps ?? this.ctx;
  }

  /** Once a run; a failure may pass. */
  async #fetch(format: string | undefined, place: Place): Promise<LocalDataset> {
    const { dataset: id, splits } = this.params as KnownParams;
    if (typeof id !== 'number') throw new ActionsmithError('params.dataset names no dataset', { code: 'DATASET_MISSING' });
    const { client, ctx } = this;
    const { fetch } = await import('./train-work.ts');
    const fetching = fetch(client, { id, splits: splits as Splits | undefined, format }, ctx, place);
    this.#datasets.set(format, fetching);
    fetching.catch(() => this.#datasets.delete(format));
    return fetching;
  }

  async #findCheckpoint(): Promise<Checkpoint | undefined> {
    if (this.ctx.checkpoint !== undefined) return this.ctx.checkpoint;
    const trained = this.#steps === undefined ? await this.#kept.unpackEarlier(this.ctx.signal) : undefined;
    if (trained !== undefined) return { category: 'trained', ...trained };
    const { checkpoint: id } = this.params as KnownParams;
    if (typeof id !== 'number') return undefined;
    const { client, ctx } = this;
    const { fetchBase } = await import('./train-work.ts');
    return fetchBase(client, id, ctx, this.#place());
  }

  #describe({ name }: KeptModel, given: Partial<ModelFields>): ModelFields {
    const plugin = (this.constructor as unknown as ActionClass).ref?.plugin;
    const { checkpoint } = this.params as KnownParams;
    const configuration = this.ctx.redactor.redact(this.params);
    return {
      name,
      ...(plugin !== undefined && { plugin }),
      ...(typeof checkpoint === 'number' && { checkpoint }),
      ...(isObject(configuration) && { configuration }),
      ...this.describeModel(),
      ...given,
    };
  }

  /** Of `input_type: yolo_dataset`. */
  #wantedFormat(): string | undefined {
    const { inputType } = this.constructor as unknown as ActionClass;
    const name = typeof inputType === 'string' ? inputType : inputType?.name;
    return FORMATS[name ?? ''];
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  dm_v1_dataset: 'dm_v1',
  dm_v2_dataset: 'dm_v2',
  yolo_dataset: 'yolo',
  coco_dataset: 'coco',
  pascal_voc_dataset: 'pascal',
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
