import type { StepContext } from './step-context.ts';
import { isStepResult, StepResult } from './step-result.ts';
import { type StepPart, StepWrapper } from './step-wrapper.ts';

/**
 * Measures how long a step runs, in seconds: as the metric `duration_seconds` under the step's name, whether it works or not, and as a field of the output
 * where that is an object which no schema describes.
 */
export class TimingStep<C extends StepContext<unknown, unknown> = StepContext, O = unknown> extends StepWrapper<C, O> {
  protected override around(part: StepPart, context: C, work: () => unknown): unknown {
    return part === 'execute' ? this.#measure(context, work) : work();
  }

  async #measure(context: C, work: () => unknown): Promise<unknown> {
    const began = performance.now();
    const { logger } = context; // of this step, whatever runs when the work ends
    const end = (): { duration_seconds: number } => {
      const time = { duration_seconds: Number(((performance.now() - began) / 1000).toFixed(6)) };
      logger.setMetrics(time, this.name);
      return time;
    };
    try {
      const returned = await work();
      const time = end();
      return this.checkOutput === undefined ? addTime(returned, time) : returned;
    } catch (error) {
      end();
      throw error;
    }
  }
}

function addTime(returned: unknown, time: { readonly duration_seconds: number }): unknown {
  if (isStepResult(returned)) return new StepResult({ ...returned, data: addTime(returned.data ?? {}, time) } as never);
  const isPlain = typeof returned === 'object' && returned !== null && Object.getPrototypeOf(returned) === Object.prototype;
  return isPlain ? { ...returned, ...time } : returned;
}
