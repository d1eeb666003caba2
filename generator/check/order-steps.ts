import type { CheckedStep } from './checked-contract.ts';
import { builtInSteps } from './built-in-steps.ts';

/** A step of the run: one of the contract, by its index in the list, or one of the base, by its name. */
export type RunStep = { readonly index: number } | { readonly builtIn: string };

/**
 * The steps in the order of the run. Steps with a place are put among those of the base; one without a place follows the step above it in the
 * list. A list where no step has a place replaces the steps of the base as a whole.
 */
export function orderSteps(steps: readonly CheckedStep[], base: string): RunStep[] {
  const builtIn = builtInSteps(base).map(({ name }) => name);
  const known = (step: CheckedStep): string | undefined =>
    step.placement && builtIn.includes(step.placement.step) ? step.placement.step : undefined;
  if (!steps.some((step) => known(step) !== undefined)) return steps.map((_, index) => ({ index }));
  const groups = new Map(
    builtIn.map((name) => [name, { before: [] as RunStep[], at: { builtIn: name } as RunStep, after: [] as RunStep[] }]),
  );
  const first: RunStep[] = [];
  let above = first;
  for (const [index, step] of steps.entries()) {
    const group = groups.get(known(step) ?? '');
    const kind = step.placement?.kind;
    const stands = group !== undefined && kind === 'replace' && 'builtIn' in group.at; // a second one was reported
    if (stands) group.at = { index };
    if (group) above = kind === 'before' ? group.before : group.after;
    if (!stands) above.push({ index });
  }
  return first.concat(...[...groups.values()].map(({ before, at, after }) => before.concat(at, after)));
}
