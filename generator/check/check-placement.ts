import { suggest } from '../../runtime/validation/suggest.ts';
import type { StepConfig } from '../../generated/plugin-config/types.ts';
import { type BuiltInStep, builtInSteps } from './built-in-steps.ts';
import type { CheckContext, Spot } from './check-context.ts';

/** A step may say before:, after: or replace: only where the base brings steps along, only one of them, and only of a step that is there. `spot` is the list. */
export function checkPlacements(configs: readonly StepConfig[], spot: Spot, base: string, context: CheckContext): void {
  const builtIn = builtInSteps(base);
  const replaced = new Map<string, string>();
  const isPlaced = configs.some((config) => KINDS.some((kind) => config[kind] !== undefined));
  for (const [index, config] of configs.entries()) {
    const here = spot.at(index);
    const [kind, second] = KINDS.filter((key) => config[key] !== undefined);
    if (second) context.report('STEP_PLACE_AMBIGUOUS', { step: config.name, keys: `both ${kind} and ${second}` }, here.at(second).key);
    if (isPlaced && config.replace !== config.name && builtIn.some(({ name }) => name === config.name))
      context.report('STEP_NAME_BUILT_IN', { step: config.name, base }, here.at('name'), `write replace: ${config.name}, or rename it`);
    if (!kind || !context.isSound(here.at(kind))) continue;
    const wanted = String(config[kind]);
    const target = builtIn.find(({ name }) => name === wanted);
    if (builtIn.length === 0) context.report('STEP_PLACE_UNKNOWN', { key: PLACES[kind], base }, here.at(kind).key);
    else if (!target) context.report('STEP_PLACE_NO_STEP', { base, step: wanted }, here.at(kind), nearest(wanted, builtIn, configs));
    else if (kind === 'replace') {
      const other = replaced.get(wanted);
      if (other !== undefined) context.report('STEP_REPLACED_TWICE', { step: config.name, other, replaced: wanted }, here.at(kind));
      else replaced.set(wanted, config.name);
      if (target.rollback && !config.rollback)
        context.report('STEP_REPLACES_ROLLBACK', { step: config.name, replaced: wanted }, here.at(kind));
    }
  }
}

function nearest(wanted: string, builtIn: readonly BuiltInStep[], configs: readonly StepConfig[]): string {
  const names = builtIn.map(({ name }) => name);
  const near = suggest(wanted, names);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (configs.some(({ name }) => name === wanted)) return `"${wanted}" is of this list, whose order is the order of the run`;
  return `there are ${names.join(', ')}`;
}

const KINDS = ['before', 'after', 'replace'] as const;
const PLACES = { before: 'placed before', after: 'placed after', replace: 'replaced' } as const;
