import type { LocalDataset } from '../../../datasets/local-dataset.ts';
import { ActionsmithError } from '../../../errors/actionsmith-error.ts';
import { BaseStep } from '../../../steps/base-step.ts';
import type { StepContext } from '../../../steps/step-context.ts';
import type { KeptModel } from '../kept-model.ts';

type Context = StepContext<unknown, Readonly<Record<string, unknown>>> & { readonly modelPath?: string };

/** What the ready steps ask of their action. */
export interface TrainDuties {
  readonly hasDataset: boolean;
  fetch(context: Context): Promise<LocalDataset>;
  train(): unknown;
  keep(path: string, context: Context): Promise<KeptModel>;
  send(kept: KeptModel, context: Context): Promise<UploadedModel>;
}

/** What `model_upload` leaves. */
export interface UploadedModel {
  readonly id: number;
  readonly name: string;
  /** Of the archive: SHA-256, in hex. */
  readonly checksum: string | undefined;
}

/** In the order of their run. Each can be repeated: a run that failed or was killed goes on after the last one that is done. */
export function readySteps(duties: TrainDuties): readonly BaseStep<Context>[] {
  return [new DatasetStep(duties), new TrainStep(duties), new ModelArchiveStep(duties), new ModelUploadStep(duties)];
}

abstract class ReadyStep<O> extends BaseStep<Context, O> {
  protected readonly duties: TrainDuties;
  override readonly idempotent: boolean = true;

  constructor(duties: TrainDuties) {
    super();
    this.duties = duties;
  }
}

class DatasetStep extends ReadyStep<LocalDataset> {
  readonly name = 'dataset';
  readonly progressWeight = 0.15;

  override canSkip(): boolean {
    return !this.duties.hasDataset;
  }

  override execute(context: Context): Promise<LocalDataset> {
    return this.duties.fetch(context);
  }
}

class TrainStep extends ReadyStep<unknown> {
  readonly name = 'train';
  readonly progressWeight = 0.7;
  override readonly skippable: boolean = false;

  override execute(): unknown {
    return this.duties.train();
  }
}

/** A step of its own: once it is done, the model is in a place that no end of a process or a job takes away. */
class ModelArchiveStep extends ReadyStep<KeptModel> {
  readonly name = 'model_archive';
  readonly progressWeight = 0.05;
  override readonly needs: readonly string[] = ['train'];

  override canSkip(context: Context): boolean {
    return isUploaded(context);
  }

  override execute(context: Context): Promise<KeptModel> {
    return this.duties.keep(modelPath(context), context);
  }
}

class ModelUploadStep extends ReadyStep<UploadedModel> {
  readonly name = 'model_upload';
  readonly progressWeight = 0.1;
  override readonly needs: readonly string[] = ['model_archive'];
  override readonly effects: 'none' | 'local' | 'external' = 'external'; // and stays, whatever fails later: it is what the run was for

  override canSkip(context: Context): boolean {
    return isUploaded(context);
  }

  override execute(context: Context): Promise<UploadedModel> {
    return this.duties.send(context.outputs['model_archive'] as KeptModel, context);
  }
}

/** By the training itself, which says so. */
function isUploaded({ outputs }: Context): boolean {
  return fieldOf(outputs['train'], 'model_id') !== undefined;
}

function modelPath({ modelPath: set, outputs }: Context): string {
  const path = set ?? fieldOf(outputs['train'], 'model_path') ?? fieldOf(outputs['train'], 'weights_path');
  if (typeof path === 'string' && path !== '') return path;
  throw new ActionsmithError('the training does not say where its model is: return model_path or weights_path, or set context.modelPath', {
    code: 'MODEL_PATH_MISSING',
  });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
