import { InferActionBase, type InferResult } from '../../generated/infer/action.js';
import { loadModel } from '../files/model-file.js';
import { predict } from '../model/model.js';
import { FEATURES } from '../model/penguin.js';

/** Name the species: predict the species of one penguin, with the probability of each. */
export class InferAction extends InferActionBase {
  override async execute(): Promise<InferResult> {
    const model = await loadModel(this.params);
    return predict(
      model,
      FEATURES.map((feature) => this.params[feature]),
    );
  }
}
