import type { StepConfig } from '../../generated/plugin-config/types.ts';
import type { CheckContext, Spot } from './check-context.ts';
import { findCollisions } from './check-names.ts';
import { checkNeeds } from './check-needs.ts';
import { checkPlacements } from './check-placement.ts';
import { checkStep } from './check-step.ts';
import { checkWeights } from './check-weights.ts';
import type { CheckedStep } from './checked-contract.ts';
import { orderSteps } from './order-steps.ts';

/** The steps of an action, each for itself and against each other. `spot` is the list. */
export function checkSteps(
  configs: readonly StepConfig[],
  spot: Spot,
  action: { key: string; base: string },
  context: CheckContext,
): CheckedStep[] {
  const steps = configs.map((config, index) => checkStep(config, spot.at(index), context));
  checkNames(steps, spot, context);
  checkPlacements(configs, spot, action.base, context);
  const order = orderSteps(steps, action.base);
  order.forEach((step, at) => {
    if (!('index' in step)) return;
    const run = { earlier: order.slice(0, at), later: order.slice(at), steps };
    checkNeeds(configs[step.index]!, run, spot.at(step.index, 'needs'), context);
  });
  if (order.length === steps.length) checkWeights(configs, spot, action.key, context);
  return steps;
}

function checkNames(steps: readonly CheckedStep[], spot: Spot, context: CheckContext): void {
  const first = new Map<string, number>();
  steps.forEach(({ name }, index) => {
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, index);
    else context.report('STEP_NAME_TWICE', { step: name, line: spot.at(earlier, 'name').line }, spot.at(index, 'name'));
  });
  for (const [step, other] of findCollisions([...first.keys()])) {
    context.report('STEP_NAMES_COLLIDE', { step, other }, spot.at(first.get(step) ?? 0, 'name'));
  }
}
