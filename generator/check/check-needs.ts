import { suggest } from '../../runtime/validation/suggest.ts';
import type { StepConfig } from '../../generated/plugin-config/types.ts';
import type { CheckContext, Spot } from './check-context.ts';
import type { CheckedStep } from './checked-contract.ts';

/** What a step needs must be there whenever it runs: the output of an earlier step that is never skipped, unless the need is optional (`name?`). `spot` is the list of needs. */
export function checkNeeds(
  config: StepConfig,
  earlier: readonly CheckedStep[],
  rest: readonly CheckedStep[],
  spot: Spot,
  context: CheckContext,
): void {
  const step = config.name;
  const seen = new Set<string>();
  for (const [index, text] of (config.needs ?? []).entries()) {
    const needs = text.replace(/\?$/, '');
    const here = spot.at(index);
    const source = earlier.find((candidate) => candidate.name === needs);
    if (seen.has(needs)) context.report('STEP_NEED_TWICE', { step, needs }, here);
    else if (!source) context.report('STEP_OUTPUT_NOT_PRODUCED', { step, needs }, here, adviseSource(needs, step, earlier, rest));
    else if (!source.output && context.isSound(spot)) context.report('STEP_OUTPUT_NOT_DECLARED', { step, needs }, here);
    else if (source.skippable && !text.endsWith('?')) {
      context.report('STEP_OUTPUT_MAY_BE_SKIPPED', { step, needs }, here, `write "${needs}?", or drop skippable from ${needs}`);
    }
    seen.add(needs);
  }
}

function adviseSource(needs: string, step: string, earlier: readonly CheckedStep[], rest: readonly CheckedStep[]): string | undefined {
  if (needs === step) return 'that is this step itself';
  if (rest.some((candidate) => candidate.name === needs)) return `${needs} comes later: move it up`;
  const near = suggest(
    needs,
    earlier.map((candidate) => candidate.name),
  );
  return near && `did you mean "${near}"?`;
}
