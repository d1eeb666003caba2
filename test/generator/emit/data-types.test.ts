import { isCompatible } from 'actionsmith';
import { generate } from 'actionsmith/generator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPlugin } from '../../../runtime/discovery/load-plugin.ts';
import { installToolkit, makePlugin } from '../../support/make-plugin.ts';
import { runTsc } from '../../support/run-cli.ts';

const CONFIG = `
name: Fruit
code: fruit
data_types:
  fruit_dataset: { extends: yolo_dataset, description: "*/ \\u2028 photos" }
actions:
  collect: { output_type: fruit_dataset }
  train: { input_type: yolo_dataset, output_type: model_weights }
`;

test('a type of the plugin’s own travels with what it extends; a standard one by its name', async () => {
  const folder = makePlugin({ 'config.yaml': CONFIG, 'package.json': { type: 'module' }, 'tsconfig.json': TSCONFIG });
  installToolkit(folder);
  expect(await generate({ plugin: folder })).toMatchObject({ ok: true });
  const { registry } = await loadPlugin(folder);
  const [collect, train] = [registry.get('collect'), registry.get('train')];
  expect(collect.outputType).toEqual({ name: 'fruit_dataset', description: '*/ \u2028 photos', parent: 'yolo_dataset' });
  expect([train.inputType, train.outputType]).toEqual(['yolo_dataset', 'model_weights']);
  expect([isCompatible(collect.outputType, train.inputType), isCompatible(train.outputType, collect.outputType)]).toEqual([true, false]);
  expect(readFileSync(join(folder, 'generated/collect/action.ts'), 'utf8')).toContain('static override readonly outputType: DataType = ');
  expect((await runTsc(folder)).stdout).toBe('');
});

const TSCONFIG = {
  compilerOptions: { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: ['node'] },
  include: ['src', 'generated'],
};
