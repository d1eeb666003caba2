import { generate } from 'actionsmith/generator';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { writeIn } from './make-plugin.ts';

const CONFIG = `
name: Sums
code: sums
version: 0.1.0
category: custom
env: { LEVEL: info }
actions:
  double:
    name: Double
    description: Double a number
    method: local
    params: schemas/double.params.json
    result: schemas/double.result.json
  stub:
    name: Stub
`;

const DOUBLE = `import { DoubleActionBase, type DoubleResult } from '../../generated/double/action.js';

export class DoubleAction extends DoubleActionBase {
  override async execute(): Promise<DoubleResult> {
    if (this.params.by === 13) throw new TypeError('unlucky');
    if (this.params.by === 14) await new Promise((resolve) => setTimeout(resolve, 60_000, this.ctx.signal));
    if (this.params.by === 12) console.log('printed by the author');
    this.setProgress(1, 1, 'double');
    return { doubled: this.params.by * 2 };
  }
}
`;

const FILES = {
  'config.yaml': CONFIG,
  'package.json': '{ "name": "sums", "type": "module" }',
  'schemas/double.params.json': JSON.stringify({
    type: 'object',
    properties: { by: { type: 'integer', minimum: 1, default: 2, description: 'What is doubled' } },
  }),
  'schemas/double.result.json': JSON.stringify({ type: 'object', required: ['doubled'], properties: { doubled: { type: 'integer' } } }),
  'src/actions/double.ts': DOUBLE,
};

/** For all tests of a file: a generated plugin. `double` works (12 prints, 13 throws, 14 takes a minute), `stub` is not filled in. */
export function useSumsPlugin(): { readonly folder: string } {
  const plugin = { folder: '' };
  beforeAll(async () => {
    plugin.folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-test-')));
    await writeSumsPlugin(plugin.folder);
  });
  afterAll(() => rmSync(plugin.folder, { recursive: true, force: true }));
  return plugin;
}

/** The same in a folder of one test. */
export async function writeSumsPlugin(folder: string): Promise<void> {
  for (const [path, text] of Object.entries(FILES)) writeIn(folder, path, text);
  await generate({ plugin: folder });
}
