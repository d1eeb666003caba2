import { join } from 'node:path';
import { openBackendServer, openHttpBackend } from 'actionsmith/backend';
import { generate } from 'actionsmith/generator';
import { expect, test } from 'vitest';
import { makeFolder, makePlugin } from '../support/make-plugin.ts';
import { runJobProcess } from '../support/run-job-process.ts';
import { storeModel } from '../support/store-model.ts';

const MULTIPLY = `import { readFile } from 'node:fs/promises';
import { InferActionBase } from '../../generated/infer/action.js';

export class InferAction extends InferActionBase {
  override async infer(model: { factor: number }, inputs: readonly { x?: number }[]) {
    return inputs.map(({ x = 0 }) => ({ y: x * model.factor }));
  }
  override async execute(): Promise<unknown> {
    const { filePath, name } = await this.loadModel();
    const model = JSON.parse(await readFile(filePath!, 'utf8'));
    return { name, predictions: await this.inferBatches(model, this.params.inputs as { x?: number }[]) };
  }
}
`;

test('a job loads its model from the server and infers, with what that needs in parts of its bundle', async () => {
  const folder = makePlugin({
    'config.yaml': {
      name: 'Multiplier',
      code: 'multiplier',
      version: '0.1.0',
      category: 'neural_net',
      actions: { infer: { method: 'job', base: 'inference', params: { $ref: 'actionsmith:inference.params' } } },
    },
    'package.json': { name: 'multiplier', type: 'module' },
    'src/actions/infer.ts': MULTIPLY,
  });
  expect((await generate({ plugin: folder })).diagnostics).toEqual([]);
  const place = makeFolder();
  const server = await openBackendServer({ folder: join(place, 'data') });
  const backend = openHttpBackend({ url: server.url });
  const { id } = await storeModel(backend, 'tripler', { 'model.json': '{"factor":3}' });
  const { ends, output } = await runJobProcess(folder, 'infer', {
    params: { model_id: id, inputs: [{ x: 1 }, { x: 2 }] },
    env: { ACTIONSMITH_BACKEND_URL: server.url, XDG_CACHE_HOME: join(place, 'cache') },
  });
  expect(ends, output).toMatchObject([{ type: 'result', value: { name: 'tripler', predictions: [{ y: 3 }, { y: 6 }] } }]);
  await backend.close();
  await server.close();
});
