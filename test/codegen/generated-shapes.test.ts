import { LocalExecutor, NoOpLogger } from 'actionsmith';
import {
  type ActionRef,
  BaseStep,
  BaseTrainAction,
  createValidator,
  type StepContext,
  type StepPolicy,
  type StepRegistry,
  type Validator,
} from 'actionsmith/codegen/v1';
import { expect, test } from 'vitest';

/* What the generator emits for an action with steps, written out by hand: this file must compile as it is. */
interface TrainParams {
  readonly epochs: number;
}
interface TrainResult {
  readonly final_loss: number;
}
interface LoadOutput {
  readonly rows: number;
}
const accept = <T>(name: string): Validator<T> => createValidator({ name, validate: Object.assign(() => true, { errors: null }) });

interface TrainOutputs {
  readonly load: LoadOutput;
}
interface TrainFields {}
type TrainContext = StepContext<TrainParams, TrainOutputs> & TrainFields;
interface TrainSteps {
  readonly load: LoadStepBase;
  readonly fit: FitStepBase;
}
type LoadStepContext = StepContext<TrainParams, Record<never, never>> & TrainFields;
type FitStepContext = StepContext<TrainParams, Pick<TrainOutputs, 'load'>> & TrainFields;

abstract class LoadStepBase extends BaseStep<LoadStepContext, LoadOutput> {
  override readonly name = 'load';
  override readonly progressWeight: number = 0.2;
  override readonly needs: readonly string[] = [];
  override readonly skippable: boolean = false;
  override readonly effects: 'none' | 'local' | 'external' = 'external';
  override readonly idempotent: boolean = true;
  override readonly policy: StepPolicy = { timeoutMs: 7_200_000, retry: { attempts: 3, delayMs: 5_000, factor: 2 } };
  override readonly checkOutput: Validator<LoadOutput> = accept('LoadOutput');

  abstract override rollback(context: LoadStepContext, result: LoadOutput | undefined): void | Promise<void>;
}

abstract class FitStepBase extends BaseStep<FitStepContext, unknown> {
  override readonly name = 'fit';
  override readonly progressWeight: number = 0.8;
  override readonly needs: readonly string[] = ['load'];
}

abstract class TrainActionBase extends BaseTrainAction<TrainParams, TrainResult> {
  static override readonly actionName: string = 'train';
  static override readonly paramsModel: Validator<TrainParams> = accept('TrainParams');
  static override readonly resultModel: Validator<TrainResult> = accept('TrainResult');
  static override readonly ref: ActionRef = { plugin: 'penguins', action: 'train', contractHash: 'abc' };

  protected abstract createSteps(): TrainSteps;

  override setupSteps(registry: StepRegistry<TrainContext>): void {
    const steps = this.createSteps();
    registry.register(steps['load']);
    registry.register(steps['fit']);
  }

  abstract override collectResult(context: TrainContext): TrainResult | Promise<TrainResult>;
}

abstract class PlainActionBase extends BaseTrainAction<TrainParams, TrainResult> {
  abstract override execute(): TrainResult | Promise<TrainResult>;
}

/* What an author writes on top of it. */
class LoadStep extends LoadStepBase {
  override async execute(): Promise<LoadOutput> {
    return { rows: 3 };
  }
  override rollback(): void {}
}

class FitStep extends FitStepBase {
  override execute(context: FitStepContext): void {
    context.setProgress(context.outputs.load.rows, context.params.epochs);
  }
}

class TrainAction extends TrainActionBase {
  protected override createSteps(): TrainSteps {
    return { load: new LoadStep(), fit: new FitStep() };
  }
  override collectResult(context: TrainContext): TrainResult {
    return { final_loss: context.outputs.load.rows / 10 };
  }
}

class PlainAction extends PlainActionBase {
  override async execute(): Promise<TrainResult> {
    this.setProgress(1, 1, this.progress.TRAIN);
    return { final_loss: 0 };
  }
}

test('an action on generated bases runs its steps and collects its result', async () => {
  const result: TrainResult = await new LocalExecutor({ logger: new NoOpLogger() }).execute(TrainAction, { epochs: 5 });
  expect(result).toEqual({ final_loss: 0.3 });
});

test('an action without steps runs execute()', async () => {
  expect(await new LocalExecutor({ logger: new NoOpLogger() }).execute(PlainAction, { epochs: 1 })).toEqual({ final_loss: 0 });
});
