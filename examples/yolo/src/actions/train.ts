import { resolve } from 'node:path';
import { TrainActionBase, type TrainResult } from '../../generated/train/action.js';

type Trained = Pick<TrainResult, 'weights_path' | 'epochs' | 'map50' | 'map50_95'>;

/** Train the model: train YOLOv8n from nothing, and put the best weights into the backend. */
export class TrainAction extends TrainActionBase {
  override async execute(): Promise<TrainResult> {
    this.autolog('ultralytics');
    const output = resolve(this.ctx.pluginFolder, this.params.output);
    const data = resolve(this.ctx.pluginFolder, this.params.data ?? (await this.#drawDataset(output)));
    const trained = await this.python.run<Trained>('python/train.py', { params: { ...this.params, data, output } });
    const model = await this.createModel(trained.weights_path, { name: 'YOLOv8n for shapes' });
    return { ...trained, model_id: model.id };
  }

  async #drawDataset(output: string): Promise<string> {
    const params = { images: 64, image_size: this.params.image_size, seed: 1, output: resolve(output, 'dataset') };
    return (await this.python.run<{ data: string }>('python/draw_dataset.py', { params })).data;
  }
}
