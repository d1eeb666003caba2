import { join } from 'node:path';
import { ExportActionBase, type ExportResult } from '../../generated/export/action.js';
import { loadModel } from '../files/model-file.js';
import { outputPlace } from '../files/places.js';
import { writeText } from '../files/write-text.js';
import { printModel } from '../model/print-model.js';

const FILE_NAMES = { json: 'penguins.json', javascript: 'predict-penguin.mjs', python: 'predict_penguin.py' } as const;

/** Export the model: write it for use without this plugin. */
export class ExportAction extends ExportActionBase {
  override async execute(): Promise<ExportResult> {
    const { format, output } = this.params;
    const path = join(output, FILE_NAMES[format]);
    const text = printModel(await loadModel(this.params), format);
    await writeText(outputPlace(path), text);
    this.ctx.logMessage(`the model is in ${outputPlace(path)}`, { context: 'success' });
    return { path, format, bytes: Buffer.byteLength(text) };
  }
}
