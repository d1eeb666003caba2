import { catalogue } from '../diagnostics/catalogue.ts';
import { checkSchema } from '../model/schema/check/check-schema.ts';
import type { SchemaBundle } from '../model/schema/index.ts';
import type { CheckContext } from './check-context.ts';
import type { CheckedAction, SchemaSlot } from './checked-contract.ts';
import { checkRules } from './check-rules.ts';
import { reportSchemaProblem } from './report-schema-problem.ts';

/** Every schema of the contract: added to the bundle, then checked with all of them there. */
export function checkSchemas(bundle: SchemaBundle, actions: readonly CheckedAction[], context: CheckContext): void {
  const slots = actions.flatMap(slotsOf);
  for (const slot of slots) bundle.add(slot);
  for (const slot of slots) {
    const problems = checkSchema(bundle, slot, { strictness: 'contract' });
    for (const problem of problems) reportSchemaProblem(problem, slot, context);
    const isParams = actions.some((action) => action.params === slot);
    if (problems.every(({ code, severity }) => (severity ?? catalogue[code].severity) === 'warning'))
      checkRules(bundle, slot, isParams, context);
  }
}

function slotsOf(action: CheckedAction): SchemaSlot[] {
  const outputs = action.steps.map((step) => step.output);
  return [action.params, action.result, ...outputs].filter((slot) => slot !== undefined);
}
