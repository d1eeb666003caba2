import { StepContext } from '../../steps/step-context.ts';

/** Guide: Step-Based Workflows. What the steps of a training share; `D` is what the dataset is in memory, and `M` the model. */
export class TrainContext<P = unknown, D = unknown, M = unknown, O = Readonly<Record<string, unknown>>> extends StepContext<P, O> {
  /** Set by the step that loads it. */
  dataset?: D;
  /** The model while it is trained. */
  model?: M;
  /** Where the weights are, for the step that uploads them. */
  modelPath?: string;
}
