import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { wrongDuration } from '../timing/check-duration.ts';
import type { BaseStep } from './base-step.ts';
import type { StepPolicy } from './step-policy.ts';

/**
 * What the generator proved of the contract, once more of the steps that were really registered: whatever was inserted, moved or removed, names are
 * unique, weights and limits are usable, and a step's needs come before it. Throws STEPS_INVALID with every problem.
 */
export function checkSteps<C>(steps: readonly BaseStep<C>[]): void {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const step of steps) {
    const name = JSON.stringify(step.name);
    if (typeof step.name !== 'string' || step.name === '') problems.push('a step has no name');
    else if (seen.has(step.name)) problems.push(`there are two steps ${name}`);
    if (!Number.isFinite(step.progressWeight) || step.progressWeight < 0) {
      problems.push(`the weight of step ${name} must be a number of at least 0 (got ${String(step.progressWeight)})`);
    }
    problems.push(...checkPolicy(name, step.policy));
    for (const need of step.needs) {
      if (!seen.has(need)) problems.push(`step ${name} needs ${JSON.stringify(need)}, which no earlier step produces`);
    }
    seen.add(step.name);
  }
  if (problems.length > 0) throw new ActionsmithError(problems.join('\n'), { code: 'STEPS_INVALID', details: { problems } });
}

/** A limit of NaN would end an attempt at once, and a number of attempts that is none would never end. */
function checkPolicy(name: string, { timeoutMs = 0, rollbackTimeoutMs = 0, retry = { attempts: 1 } }: StepPolicy): string[] {
  const { attempts, delayMs = 0, factor = 1 } = retry;
  const wrong = Object.entries({ timeoutMs, rollbackTimeoutMs, delayMs, factor }).flatMap(([option, value]) => {
    const why = wrongDuration(value);
    return why === undefined ? [] : [`the ${option} of step ${name} ${why}`];
  });
  if (attempts === Infinity || (Number.isInteger(attempts) && attempts >= 1)) return wrong;
  return [...wrong, `the attempts of step ${name} must be a whole number of at least 1, or Infinity (got ${String(attempts)})`];
}
