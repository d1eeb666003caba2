import { RuntimeContext } from '../../../../runtime/context/runtime-context.ts';
import type { EventSink } from '../../../../runtime/logging/event-sink.ts';
import { BaseStep, Orchestrator, StepContext, type StepPolicy, StepRegistry } from '../../../../runtime/steps/index.ts';
import type { Contender } from '../contender.ts';

class NoOpStep extends BaseStep {
  readonly name: string;
  readonly progressWeight = 1;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override async execute(): Promise<void> {}
}

class TimedStep extends NoOpStep {
  override readonly policy: StepPolicy = { timeoutMs: 60_000 };
}

class GuardedStep extends TimedStep {
  override readonly policy: StepPolicy = { timeoutMs: 60_000, retry: { attempts: 3, delayMs: 100, factor: 2 } };

  override canSkip(): boolean {
    return false;
  }

  override rollback(): void {}
}

const run =
  (Step: new (name: string) => BaseStep, logger?: EventSink): Contender =>
  (steps) => {
    const registry = new StepRegistry();
    for (let at = 0; at < steps; at++) registry.register(new Step(`step-${at}`));
    return new Orchestrator(registry, new StepContext({ params: {}, ctx: new RuntimeContext(logger && { logger }) })).execute();
  };

export const contenders: Readonly<Record<string, Contender>> = {
  actionsmith: run(NoOpStep),
  'actionsmith, its events in a sink': run(NoOpStep, { write: () => {} }),
  'actionsmith, timeouts': run(TimedStep),
  'actionsmith, timeouts, retry, skip, rollback': run(GuardedStep),
};
