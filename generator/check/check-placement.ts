import type { StepConfig } from '../../generated/plugin-config/types.ts';
import type { CheckContext, Spot } from './check-context.ts';

/** A step may say before:, after: or replace: only where the base brings steps along, and only one of them. */
export function checkPlacement(config: StepConfig, spot: Spot, base: string, context: CheckContext): void {
  const [first, second] = (['before', 'after', 'replace'] as const).filter((key) => config[key] !== undefined);
  if (!first) return;
  if (second) context.report('STEP_PLACE_AMBIGUOUS', { step: config.name, keys: `both ${first} and ${second}` }, spot.at(second).key);
  if (!BASES_WITH_STEPS.has(base)) context.report('STEP_PLACE_UNKNOWN', { key: PLACES[first], base }, spot.at(first).key);
}

const BASES_WITH_STEPS: ReadonlySet<string> = new Set(['export', 'upload']);
const PLACES = { before: 'placed before', after: 'placed after', replace: 'replaced' } as const;
