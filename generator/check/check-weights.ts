import type { StepConfig } from '../../generated/plugin-config/types.ts';
import type { CheckContext, Spot } from './check-context.ts';

/** The weights of an action's steps: progress must be able to move, and a step without a weight among others is mostly forgotten. */
export function checkWeights(configs: readonly StepConfig[], spot: Spot, action: string, context: CheckContext): void {
  if (configs.length === 0) return;
  if (configs.every((config) => config.weight === 0)) context.report('STEP_WEIGHTS_ALL_ZERO', { action }, spot.at(0, 'weight'));
  if (configs.every((config) => config.weight === undefined)) return;
  for (const [index, config] of configs.entries()) {
    if (config.weight === undefined) context.report('STEP_WEIGHTS_MIXED', { step: config.name }, spot.at(index, 'name'));
  }
}
