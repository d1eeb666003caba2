import { generate } from 'actionsmith/generator';
import { installToolkit, makePlugin } from './make-plugin.ts';

const CONFIG = `name: Pictures
code: pictures
category: export
actions:
  export:
    params: { allOf: [{ $ref: 'actionsmith:export.params' }], properties: { shout: { type: boolean, default: false } } }
    result: { $ref: 'actionsmith:export.result' }
    steps:
      - { name: count, after: prepare_export, output: { type: object, required: [items], properties: { items: { type: integer } } } }
      - { name: stamp, before: finalize, needs: [count] }
`;

const ACTION = `import type { ConvertedItem, ExportItem } from 'actionsmith/actions/export';
import { ExportActionBase } from '../../generated/export/action.js';
import type { ExportSteps } from '../../generated/export/steps.js';
import { CountStep } from '../steps/export/count.js';
import { StampStep } from '../steps/export/stamp.js';

export class ExportAction extends ExportActionBase {
  override readonly format = 'shouts';
  protected override createSteps(): ExportSteps {
    return { count: new CountStep(), stamp: new StampStep() };
  }
  override convertData(item: ExportItem): ConvertedItem {
    const name = item.files[0]?.path ?? '';
    if (process.env['KILL_AT'] === name) process.kill(process.pid, 'SIGKILL');
    return { ...item, data: { name: this.params.shout ? name.toUpperCase() : name } };
  }
}
`;

const COUNT = `import { CountStepBase, type CountStepContext } from '../../../generated/export/steps.js';
import type { CountOutput } from '../../../generated/export/types.js';

export class CountStep extends CountStepBase {
  override async execute(context: CountStepContext): Promise<CountOutput> {
    let items = 0;
    for await (const _ of context.exportItems ?? []) items += 1;
    return { items };
  }
}
`;

const STAMP = `import { StampStepBase, type StampStepContext } from '../../../generated/export/steps.js';

export class StampStep extends StampStepBase {
  override async execute({ outputs, exportedCount, output }: StampStepContext): Promise<void> {
    await output?.write('stamp.txt', \`\${exportedCount} of \${outputs.count.items}\`);
  }
}
`;

/** A plugin whose contract puts steps of its own among those of an export. */
export async function makeExportPlugin(): Promise<string> {
  const folder = makePlugin({
    'config.yaml': CONFIG,
    'src/actions/export.ts': ACTION,
    'src/steps/export/count.ts': COUNT,
    'src/steps/export/stamp.ts': STAMP,
  });
  installToolkit(folder);
  await generate({ plugin: folder });
  return folder;
}
