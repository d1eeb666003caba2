import { BaseStep } from './base-step.ts';
import type { StepContext } from './step-context.ts';
import type { StepResult } from './step-result.ts';

/** Every member of a step: what it says of itself, and what it does. One that is new to BaseStep and missing here does not compile. */
const MEMBERS: Readonly<Record<keyof BaseStep, 'field' | 'part'>> = {
  name: 'field',
  progressWeight: 'field',
  policy: 'field',
  checkOutput: 'field',
  needs: 'field',
  skippable: 'field',
  effects: 'field',
  idempotent: 'field',
  restorable: 'field',
  canSkip: 'part',
  execute: 'part',
  rollback: 'part',
};

export type StepPart = 'canSkip' | 'execute' | 'rollback';

/**
 * A step that adds something around another one and is that step in everything else: name, weight, policy, needs, output, and whether it can be undone.
 * Write `around`; a member that a class declares itself wins over the one of the step.
 */
export abstract class StepWrapper<C extends StepContext<unknown, unknown> = StepContext, O = unknown> extends BaseStep<C, O> {
  declare readonly name: string;
  declare readonly progressWeight: number;
  /** The step inside. */
  readonly step: BaseStep<C, O>;

  constructor(step: BaseStep<C, O>) {
    super();
    this.step = step;
    for (const [member, kind] of Object.entries(MEMBERS)) {
      if (isDeclared(this, member)) continue;
      Object.defineProperty(this, member, { get: () => this.#read(member as keyof BaseStep, kind), configurable: true, enumerable: true });
    }
  }

  /** Runs a part of the step by `work()`, and gives what that gives. */
  protected around(_part: StepPart, _context: C, work: () => unknown): unknown {
    return work();
  }

  /** Each wrapper has its own in front of it, which goes through `around`. */
  override execute(context: C): O | StepResult<O> | Promise<O | StepResult<O>> {
    return this.step.execute(context);
  }

  #read(member: keyof BaseStep, kind: 'field' | 'part'): unknown {
    const value: unknown = this.step[member];
    if (kind === 'field' || typeof value !== 'function') return value; // a rollback may be missing
    return (context: C, ...rest: unknown[]): unknown =>
      this.around(member as StepPart, context, () => value.call(this.step, context, ...rest));
  }
}

/** By a class between the wrapper's own and this one. */
function isDeclared(wrapper: object, member: string): boolean {
  for (let level: object = Object.getPrototypeOf(wrapper); level !== StepWrapper.prototype; level = Object.getPrototypeOf(level)) {
    if (Object.hasOwn(level, member)) return true;
  }
  return false;
}
