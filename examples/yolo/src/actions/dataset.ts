import { resolve } from 'node:path';
import { DatasetActionBase, type DatasetResult } from '../../generated/dataset/action.js';

/** Draw a dataset: draw pictures of squares and circles, with their boxes in the format of YOLO. */
export class DatasetAction extends DatasetActionBase {
  override async execute(): Promise<DatasetResult> {
    const output = resolve(this.ctx.pluginFolder, this.params.output);
    return this.python.run<DatasetResult>('python/draw_dataset.py', { params: { ...this.params, output } });
  }
}
