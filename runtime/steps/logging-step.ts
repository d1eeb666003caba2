import { messageOf } from '../errors/message-of.ts';
import type { StepContext } from './step-context.ts';
import { isStepResult } from './step-result.ts';
import { type StepPart, StepWrapper } from './step-wrapper.ts';

/**
 * Logs when a step starts and ends: `step_start {step}`, `step_end {step, elapsed, success, skipped, error?}` with seconds, `step_rollback {step}`.
 * A step that throws ends too.
 */
export class LoggingStep<C extends StepContext<unknown, unknown> = StepContext, O = unknown> extends StepWrapper<C, O> {
  protected override around(part: StepPart, context: C, work: () => unknown): unknown {
    const { name: step } = this;
    if (part === 'canSkip') return work();
    context.log(part === 'execute' ? 'step_start' : 'step_rollback', { step });
    return part === 'execute' ? this.#logEnd(context, work) : work();
  }

  async #logEnd(context: C, work: () => unknown): Promise<unknown> {
    const began = performance.now();
    const logger = context.logger; // of this step, whatever runs when the work ends
    const end = (outcome: Readonly<Record<string, unknown>>): void => {
      logger.log('step_end', { step: this.name, elapsed: Math.round(performance.now() - began) / 1000, ...outcome });
    };
    try {
      const returned = await work();
      end(isStepResult(returned) ? { success: returned.success, skipped: returned.skipped } : { success: true, skipped: false });
      return returned;
    } catch (error) {
      end({ success: false, skipped: false, error: messageOf(error) });
      throw error;
    }
  }
}
