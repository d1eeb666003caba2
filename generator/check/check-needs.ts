import { suggest } from '../../runtime/validation/suggest.ts';
import type { StepConfig } from '../../generated/plugin-config/types.ts';
import type { CheckContext, Spot } from './check-context.ts';
import type { CheckedStep } from './checked-contract.ts';
import type { RunStep } from './order-steps.ts';

/** What a step needs must be there whenever it runs: the output of an earlier step that is never skipped, unless the need is optional (`name?`). `spot` is the list of needs. */
export function checkNeeds(
  config: StepConfig,
  run: { readonly earlier: readonly RunStep[]; readonly later: readonly RunStep[]; readonly steps: readonly CheckedStep[] },
  spot: Spot,
  context: CheckContext,
): void {
  const step = config.name;
  const own = (part: readonly RunStep[]): CheckedStep[] => part.flatMap((one) => ('index' in one ? (run.steps[one.index] ?? []) : []));
  const [earlier, rest] = [own(run.earlier), own(run.later)];
  const builtIn = [...run.earlier, ...run.later].flatMap((one) => ('builtIn' in one ? one.builtIn : []));
  const seen = new Set<string>();
  for (const [index, text] of (config.needs ?? []).entries()) {
    const needs = text.replace(/\?$/, '');
    const here = spot.at(index);
    const source = earlier.find((candidate) => candidate.name === needs);
    if (seen.has(needs)) context.report('STEP_NEED_TWICE', { step, needs }, here);
    else if (!source)
      context.report('STEP_OUTPUT_NOT_PRODUCED', { step, needs }, here, adviseSource(needs, step, { earlier, rest, builtIn }));
    else if (!source.output && context.isSound(spot)) context.report('STEP_OUTPUT_NOT_DECLARED', { step, needs }, here);
    else if (source.skippable && !text.endsWith('?')) {
      context.report('STEP_OUTPUT_MAY_BE_SKIPPED', { step, needs }, here, `write "${needs}?", or drop skippable from ${needs}`);
    }
    seen.add(needs);
  }
}

function adviseSource(
  needs: string,
  step: string,
  { earlier, rest, builtIn }: { earlier: readonly CheckedStep[]; rest: readonly CheckedStep[]; builtIn: readonly string[] },
): string | undefined {
  if (needs === step) return 'that is this step itself';
  if (rest.some((candidate) => candidate.name === needs)) return `${needs} comes later: move it up`;
  if (builtIn.includes(needs)) return `${needs} is a step of the base, which hands on through the context: drop it from needs`;
  const near = suggest(
    needs,
    earlier.map((candidate) => candidate.name),
  );
  return near && `did you mean "${near}"?`;
}
