import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { wrongDuration } from '../timing/check-duration.ts';
import type { BaseStep } from './base-step.ts';
import type { RetryPolicy, StepPolicy } from './step-policy.ts';

/**
 * What the generator proved of the contract, once more of the steps that were really registered: whatever was inserted, moved or removed, names are
 * unique, weights and limits are usable, and a step's needs come before it. Throws STEPS_INVALID with every problem.
 */
export function checkSteps<C>(steps: readonly BaseStep<C>[]): void {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const step of steps) {
    const { name, progressWeight, needs, policy } = step;
    if (typeof name !== 'string' || name === '') problems.push('a step has no name');
    else if (seen.has(name)) problems.push(`there are two steps ${JSON.stringify(name)}`);
    if (!Number.isFinite(progressWeight) || progressWeight < 0) {
      problems.push(`the weight of step ${JSON.stringify(name)} must be a number of at least 0 (got ${String(progressWeight)})`);
    }
    for (const problem of problemsOf(policy)) problems.push(`the ${problem.option} of step ${JSON.stringify(name)} ${problem.why}`);
    for (const need of needs) {
      if (!seen.has(need)) problems.push(`step ${JSON.stringify(name)} needs ${JSON.stringify(need)}, which no earlier step produces`);
    }
    seen.add(name);
  }
  if (problems.length > 0) throw new ActionsmithError(problems.join('\n'), { code: 'STEPS_INVALID', details: { problems } });
}

interface Problem {
  readonly option: string;
  readonly why: string;
}

/** A limit of NaN would end an attempt at once, and a number of attempts that is none would never end. */
function problemsOf({ timeoutMs, rollbackTimeoutMs, retry, rollbackRetry }: StepPolicy): readonly Problem[] {
  if (timeoutMs === undefined && rollbackTimeoutMs === undefined && retry === undefined && rollbackRetry === undefined) return [];
  return [
    ...wrongDurations({ timeoutMs, rollbackTimeoutMs }),
    ...(retry ? wrongRetry(retry, '') : []),
    ...(rollbackRetry ? wrongRetry(rollbackRetry, 'rollbackRetry.') : []),
    ...(rollbackRetry?.attempts === Infinity ? [{ option: 'rollbackRetry.attempts', why: 'must be a number: undoing has to end' }] : []),
  ];
}

function wrongRetry({ attempts, delayMs, factor, maxDelayMs, jitter, nonRetryable = [] }: RetryPolicy, prefix: string): Problem[] {
  const problems = wrongDurations({ delayMs, factor, maxDelayMs });
  if (attempts !== Infinity && !(Number.isInteger(attempts) && attempts >= 1))
    problems.push({ option: 'attempts', why: `must be a whole number of at least 1, or Infinity (got ${String(attempts)})` });
  if (jitter !== undefined && jitter !== 'none' && jitter !== 'full')
    problems.push({ option: 'jitter', why: `must be "none" or "full" (got ${String(jitter)})` });
  if (!Array.isArray(nonRetryable) || nonRetryable.some((code) => typeof code !== 'string'))
    problems.push({ option: 'nonRetryable', why: 'must be a list of codes' });
  return problems.map(({ option, why }) => ({ option: `${prefix}${option}`, why }));
}

function wrongDurations(durations: Readonly<Record<string, number | undefined>>): Problem[] {
  return Object.entries(durations).flatMap(([option, value]) => {
    const why = value === undefined ? undefined : wrongDuration(value);
    return why === undefined ? [] : [{ option, why }];
  });
}
