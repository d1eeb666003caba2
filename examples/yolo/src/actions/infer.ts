import { resolve } from 'node:path';
import { InferActionBase, type InferResult } from '../../generated/infer/action.js';

/** Find shapes: find the squares and circles in pictures by a model of the backend. */
export class InferAction extends InferActionBase {
  override async execute(): Promise<InferResult> {
    const { filePath: weights } = await this.loadModel(this.params.model_id);
    const images = this.params.images.map((image) => resolve(this.ctx.pluginFolder, image));
    return this.python.run<InferResult>('python/infer.py', { params: { ...this.params, images, weights } });
  }
}
