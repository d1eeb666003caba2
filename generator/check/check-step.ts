import type { StepConfig } from '../../generated/plugin-config/types.ts';
import type { CheckContext, Spot } from './check-context.ts';
import { explainObjectMember } from './check-names.ts';
import { checkPolicy } from './check-policy.ts';
import { checkSlot } from './check-slot.ts';
import type { CheckedStep } from './checked-contract.ts';

/** One step for itself. Its config may come without defaults: where another part of the contract is wrong, none were filled in. */
export function checkStep(config: Partial<StepConfig> & { name: string }, spot: Spot, context: CheckContext): CheckedStep {
  const { name, description, effects = 'none', rollback = false, needs = [] } = config;
  const rule = explainObjectMember(name);
  if (rule) context.report('STEP_BAD_NAME', { name, rule }, spot.at('name'));
  if (effects === 'external' && rollback === false)
    context.report('STEP_EXTERNAL_WITHOUT_ROLLBACK', { step: name }, spot.at('effects'), 'add rollback: true');
  const policy = checkPolicy(config, spot, context);
  const output = checkSlot(spot.at('output'), context);
  const placement = placementOf(config);
  return {
    name,
    ...(description !== undefined && { description }),
    weight: config.weight ?? 1,
    needs: [...new Set(needs.map((need) => need.replace(/\?$/, '')))],
    optionalNeeds: needs.filter((need) => need.endsWith('?')).map((need) => need.slice(0, -1)),
    skippable: config.skippable ?? false,
    effects,
    rollback: rollback !== false,
    idempotent: config.idempotent ?? false,
    ...(policy && { policy }),
    ...(output && { output }),
    ...(placement && { placement }),
  };
}

function placementOf(config: Partial<StepConfig>): CheckedStep['placement'] {
  for (const kind of ['before', 'after', 'replace'] as const) {
    const step = config[kind];
    if (step !== undefined) return { kind, step };
  }
  return undefined;
}
