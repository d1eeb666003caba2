import { BaseAction } from '../../../runtime/action/base-action.ts';
import { runAction } from '../../../runtime/action/run-action.ts';
import { RuntimeContext } from '../../../runtime/context/runtime-context.ts';
import type { Logger } from '../../../runtime/logging/logger.ts';
import { BaseStep } from '../../../runtime/steps/base-step.ts';
import type { StepContext } from '../../../runtime/steps/step-context.ts';
import type { StepRegistry } from '../../../runtime/steps/step-registry.ts';

/** A workflow of so many steps, each of which reports its progress and a metric. */
export async function runSteps(count: number, logger: Logger): Promise<void> {
  class Steps extends BaseAction {
    override setupSteps(registry: StepRegistry<StepContext>): void {
      for (let at = 0; at < count; at++) registry.register(new ReportingStep(`step_${at}`));
    }
  }
  await runAction(Steps, {}, new RuntimeContext({ logger }));
  await logger.close();
}

class ReportingStep extends BaseStep<StepContext> {
  readonly name: string;
  readonly progressWeight = 1;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override execute(context: StepContext): void {
    context.setProgress(1, 2);
    context.setProgress(2, 2);
    context.setMetrics({ loss: 0.5 });
  }
}
