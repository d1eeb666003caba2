import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ExportActionBase, type ExportResult } from '../../generated/export/action.js';

/** Export the model: write a model of the backend as TorchScript, which runs without Ultralytics. */
export class ExportAction extends ExportActionBase {
  override async execute(): Promise<ExportResult> {
    const folder = resolve(this.ctx.pluginFolder, this.params.output, `model-${this.params.model_id}`);
    const weights = join(folder, 'best.pt'); // a copy: what is loaded is shared, and the export is written beside it
    const { filePath } = await this.loadModel(this.params.model_id);
    if (filePath === undefined) throw new Error(`model ${this.params.model_id} is not one file of weights`);
    await mkdir(folder, { recursive: true });
    await copyFile(filePath, weights);
    return this.python.run<ExportResult>('python/export.py', { params: { ...this.params, weights } });
  }
}
