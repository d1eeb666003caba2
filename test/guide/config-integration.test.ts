/** Guide: Config.yaml Integration. The guide's file as it is, with the author's classes behind it. */
import { ActionType, LocalExecutor, NoOpLogger, runPlugin } from 'actionsmith';
import { generate } from 'actionsmith/generator';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPlugin } from '../../runtime/discovery/load-plugin.ts';
import { makeFolder, TOOLKIT, writeIn } from '../support/make-plugin.ts';

const ACTIONS = `import { ExportActionBase, type ExportResult } from './generated/export/action.js';
import { InferActionBase, type InferResult } from './generated/infer/action.js';
import { TrainActionBase, type TrainResult } from './generated/train/action.js';

export class TrainAction extends TrainActionBase {
  override async execute(): Promise<TrainResult> {
    return { trained: true };
  }
}
export class ExportAction extends ExportActionBase {
  override async execute(): Promise<ExportResult> {
    return { exported: 3 };
  }
}
export class InferAction extends InferActionBase {
  override async execute(): Promise<InferResult> {
    return { predictions: [] };
  }
}
`;

const RESIZE = `import { defineAction } from 'actionsmith';

export const resize = defineAction({ name: 'resize' }, ({ by }: { by: number }) => ({ resized: by }));
`;

async function makeGuidePlugin(): Promise<string> {
  const folder = makeFolder();
  cpSync(join(TOOLKIT, 'test/cases/guide-config/config.yaml'), join(folder, 'config.yaml'));
  writeIn(folder, 'actions.ts', ACTIONS);
  expect(await generate({ plugin: folder })).toMatchObject({ ok: true, diagnostics: [] });
  return folder;
}

test('each action of config.yaml has what the file says about it, and the class that it names', async () => {
  const folder = await makeGuidePlugin();
  const { registry } = await loadPlugin(folder);
  expect(registry.plugin).toMatchObject({ code: 'my_plugin', name: 'My Plugin', version: '0.1.0', category: 'neural_net' });
  expect(registry.names()).toEqual(['train', 'export', 'infer']);
  expect(registry.list().map(({ name, title, method, base, type }) => [name, title, method, base, type])).toEqual([
    ['train', 'Train Model', 'task', 'train', ActionType.CLASS],
    ['export', 'Export Model', 'local', 'export', ActionType.CLASS],
    ['infer', 'Run Inference', 'job', 'inference', ActionType.CLASS],
  ]);
  expect([registry.has('train'), registry.has('deploy')]).toEqual([true, false]);
  expect(registry.get('infer')).toMatchObject({ description: 'Run batch inference', entrypoint: 'actions:InferAction' });
  expect(() => registry.get('exprot')).toThrow('there is no action "exprot" in plugin "my_plugin"; did you mean "export"?');
  expect(await new LocalExecutor({ logger: new NoOpLogger() }).execute(registry.get('train'), {})).toEqual({ trained: true });
});

test('an action runs where its method says', async () => {
  const folder = await makeGuidePlugin();
  expect(await runPlugin(folder, 'export', {}, { logger: new NoOpLogger() })).toEqual({ exported: 3 });
});

test('an entry point may be a function, which is checked by the contract like a class', async () => {
  const folder = makeFolder();
  writeIn(
    folder,
    'config.yaml',
    `name: Sizes
code: sizes
actions:
  resize:
    entrypoint: sizes.actions:resize
    params: { type: object, properties: { by: { type: integer, default: 2 } } }
    result: { type: object, required: [resized], properties: { resized: { type: integer, maximum: 10 } } }
    result_validation: strict
`,
  );
  writeIn(folder, 'package.json', '{ "type": "module" }');
  writeIn(folder, 'actions.ts', RESIZE);
  expect(await generate({ plugin: folder })).toMatchObject({ ok: true, diagnostics: [] });
  const { registry } = await loadPlugin(folder);
  expect(registry.get('resize').type).toBe(ActionType.FUNCTION);
  const options = { logger: new NoOpLogger() };
  expect(await runPlugin(folder, 'resize', {}, options)).toEqual({ resized: 2 });
  await expect(runPlugin(folder, 'resize', { by: 'x' }, options)).rejects.toMatchObject({ code: 'PARAMS_INVALID' });
  await expect(runPlugin(folder, 'resize', { by: 11 }, options)).rejects.toMatchObject({ code: 'RESULT_INVALID' });
});
