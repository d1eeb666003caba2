/** Guide: Specialized Base Actions, BaseInferenceAction. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalExecutor, NoOpLogger } from 'actionsmith';
import { BaseInferenceAction, InferenceParams } from 'actionsmith/actions/inference';
import { openHttpBackend } from 'actionsmith/backend';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-plugin.ts';
import { recordEvents } from '../support/record-events.ts';
import { serveBackend } from '../support/serve-backend.ts';
import { storeModel } from '../support/store-model.ts';

interface InferParams {
  readonly model_id: number;
  readonly inputs: readonly { readonly value: number }[];
}
type Model = (value: number) => number;

class MyInferenceAction extends BaseInferenceAction<InferParams, { readonly results: readonly object[] }> {
  static override readonly actionName = 'infer';

  // Override with your inference logic
  override infer(model: Model, inputs: InferParams['inputs']): { readonly prediction: number }[] {
    return inputs.map(({ value }) => ({ prediction: model(value) }));
  }

  override async execute(): Promise<{ readonly results: readonly object[] }> {
    // Use built-in model loading
    const modelInfo = await this.loadModel(this.params.model_id);
    const modelPath = modelInfo.path;

    this.setProgress(1, 3, this.progress.MODEL_LOAD);

    // Load your specific model
    const { factor } = JSON.parse(readFileSync(`${modelPath}/model.json`, 'utf8')) as { readonly factor: number };
    const model: Model = (value) => value * factor;

    this.setProgress(2, 3, this.progress.INFERENCE);

    const results = this.infer(model, this.params.inputs);

    return { results };
  }
}

/** The methods of the section's table, on a backend that is served by another process. */
class Built extends BaseInferenceAction<InferParams, readonly unknown[]> {
  override async execute(): Promise<readonly unknown[]> {
    const { model_id: id } = this.params;
    const { name } = await this.getModel(id);
    const folder = await this.downloadModel(id, this.ctx.env.get('OUTPUT_DIR')!);
    const loaded = await this.loadModel(id);
    return [name, readFileSync(join(folder, 'model.json'), 'utf8'), loaded.id, loaded.name, loaded.path !== folder];
  }
}

test('the example loads its model from a server, and infers; the methods of the table give a model’s data, and its files', async () => {
  const folder = makeFolder();
  const server = await serveBackend(join(folder, 'data'));
  const backend = openHttpBackend({ url: server.url });
  const { id } = await storeModel(backend, 'tripler', { 'model.json': '{"factor":3}' });
  const { logger, events } = recordEvents();
  const env = { ACTIONSMITH_BACKEND_URL: server.url, XDG_CACHE_HOME: join(folder, 'cache'), OUTPUT_DIR: join(folder, 'own') };
  const executor = new LocalExecutor({ logger, env });

  const result = await executor.execute(MyInferenceAction, { model_id: id, inputs: [{ value: 1 }, { value: 5 }] });
  expect(result).toEqual({ results: [{ prediction: 3 }, { prediction: 15 }] });
  const progress = events.flatMap((event) => (event.type === 'progress' ? [[event.category, event.current, event.total]] : []));
  expect(progress.at(-2)).toEqual(['model_load', 1, 3]);
  expect(progress.at(-1)).toEqual(['inference', 2, 3]);

  expect(await executor.execute(Built, { model_id: id, inputs: [] })).toEqual(['tripler', '{"factor":3}', id, 'tripler', true]);
  await backend.close();
  await server.stop();
});

test('an action that infers and does not say how, says so', async () => {
  class Unfilled extends BaseInferenceAction {
    override async execute(): Promise<unknown> {
      return this.inferBatches({}, [1]);
    }
  }
  await expect(new LocalExecutor({ logger: new NoOpLogger() }).execute(Unfilled, {})).rejects.toMatchObject({
    message: 'Unfilled has no infer(model, inputs)',
  });
});

test('the params of an inference are a schema, with a type of the same name', () => {
  const { value } = InferenceParams.check({ model_id: 7, inputs: [{ x: 1 }] }) as { readonly value: InferenceParams };
  expect(value).toEqual({ model_id: 7, inputs: [{ x: 1 }], batch_size: 1 });
  expect(InferenceParams.check({ model_id: 'seven' })).toMatchObject({ ok: false, issues: [{ path: ['model_id'] }] });
});
