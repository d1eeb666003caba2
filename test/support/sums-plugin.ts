import { generate } from 'actionsmith/generator';
import { makePlugin } from './make-plugin.ts';

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
    method: local
`;

const DOUBLE = `import { DoubleActionBase, type DoubleResult } from '../../generated/double/action.js';

export class DoubleAction extends DoubleActionBase {
  override async execute(): Promise<DoubleResult> {
    if (this.params.by === 13) throw new TypeError('unlucky');
    if (this.params.by === 14) await new Promise((resolve) => setTimeout(resolve, 60_000, this.ctx.signal));
    this.setProgress(1, 1, 'double');
    return { doubled: this.params.by * 2 };
  }
}
`;

/** A generated plugin in a temporary folder: \`double\` works (13 throws, 14 takes a minute), \`stub\` is not filled in. */
export async function makeSumsPlugin(): Promise<string> {
  const folder = makePlugin({
    'config.yaml': CONFIG,
    'package.json': { name: 'sums', type: 'module' },
    'schemas/double.params.json': {
      type: 'object',
      properties: { by: { type: 'integer', minimum: 1, default: 2, description: 'What is doubled' } },
    },
    'schemas/double.result.json': { type: 'object', required: ['doubled'], properties: { doubled: { type: 'integer' } } },
    'src/actions/double.ts': DOUBLE,
  });
  await generate({ plugin: folder });
  return folder;
}
