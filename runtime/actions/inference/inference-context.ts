import { StepContext } from '../../steps/step-context.ts';

/** Guide: BaseInferenceAction. What the steps of an inference share. */
export class InferenceContext<P = unknown, O = Readonly<Record<string, unknown>>> extends StepContext<P, O> {
  /** The model, loaded. */
  model?: unknown;
  /** Where its files are. */
  modelPath?: string;
  /** What to infer from. */
  requests: unknown[] = [];
  /** One for each request, in their order. */
  results: unknown[] = [];
  /** Requests that were answered. */
  processedCount: number = 0;
}
