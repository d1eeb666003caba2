import { generate } from 'actionsmith/generator';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { installToolkit, writeIn } from './make-plugin.ts';

const CONFIG = `
name: Guide
code: guide
version: 0.1.0
category: custom
actions:
  train:
    name: Train
    method: local
    params: schemas/train.params.yaml
`;

const PARAMS = `
description: Training parameters with validation.
type: object
required: [dataset]
properties:
  dataset: { type: integer, exclusiveMinimum: 0, description: Dataset identifier }
  epochs: { type: integer, minimum: 1, maximum: 10000, default: 100 }
  learning_rate: { type: number, exclusiveMinimum: 0, exclusiveMaximum: 1, default: 0.001 }
  batch_size: { type: integer, minimum: 1, maximum: 512, default: 32 }
  model_name: { type: string, pattern: '^yolov8[nsmlx]$', default: yolov8n }
  augmentations: { type: array, items: { type: string }, default: [] }
x-rules:
  - rule: '!(self.batch_size > 256 && self.epochs > 1000)'
    message: Large batch + many epochs may OOM
    hint: lower batch_size or epochs
    at: /batch_size
x-validate: src/validators.ts#checkAugmentations
`;

const VALIDATORS = `import type { HookIssue } from 'actionsmith';
import type { TrainParams } from '../generated/train/types.js';

const VALID = new Set(['flip', 'rotate', 'scale', 'mosaic']);

export async function checkAugmentations({ augmentations }: TrainParams): Promise<HookIssue[]> {
  const invalid = augmentations.filter((name) => !VALID.has(name));
  return invalid.length === 0 ? [] : [{ path: ['augmentations'], message: \`Invalid augmentations: \${invalid.join(', ')}\` }];
}
`;

const ACTION = `import { TrainActionBase, type TrainResult } from '../../generated/train/action.js';

export class TrainAction extends TrainActionBase {
  override async execute(): Promise<TrainResult> {
    const lr: number = this.params.learning_rate;
    return { trained: true, epochs: this.params.epochs, lr };
  }
}
`;

const TSCONFIG = JSON.stringify({
  compilerOptions: { strict: true, module: 'nodenext', target: 'es2023', noEmit: true, skipLibCheck: true, noUnusedParameters: true },
  include: ['src', 'generated'],
});

/** For all tests of a file: a generated plugin with the params of the guide, a rule for two fields and a hook of the author's for one. */
export function useGuideParamsPlugin(): { readonly folder: string } {
  const plugin = { folder: '' };
  beforeAll(async () => {
    plugin.folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-test-')));
    const files = {
      'config.yaml': CONFIG,
      'schemas/train.params.yaml': PARAMS,
      'src/validators.ts': VALIDATORS,
      'src/actions/train.ts': ACTION,
    };
    for (const [path, text] of Object.entries({
      ...files,
      'package.json': '{ "name": "guide", "type": "module" }',
      'tsconfig.json': TSCONFIG,
    }))
      writeIn(plugin.folder, path, text);
    installToolkit(plugin.folder);
    await generate({ plugin: plugin.folder });
  });
  afterAll(() => rmSync(plugin.folder, { recursive: true, force: true }));
  return plugin;
}
