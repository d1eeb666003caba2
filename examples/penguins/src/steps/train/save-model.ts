import { join } from 'node:path';
import { SaveModelStepBase, type SaveModelStepContext } from '../../../generated/train/steps.js';
import type { SaveModelOutput } from '../../../generated/train/types.js';
import { saveModel } from '../../files/model-file.js';
import { outputPlace } from '../../files/places.js';

/** Writes the weights. */
export class SaveModelStep extends SaveModelStepBase {
  override async execute(context: SaveModelStepContext): Promise<SaveModelOutput> {
    const path = join(context.params.output, 'weights.json');
    await saveModel(outputPlace(path), context.outputs.train.model);
    context.logMessage(`the weights are in ${outputPlace(path)}`, { context: 'success' });
    return { weights_path: path };
  }
}
