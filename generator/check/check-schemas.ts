import type { SchemaBundle } from '../model/schema/index.ts';
import type { CheckContext } from './check-context.ts';
import type { CheckedAction, SchemaSlot } from './checked-contract.ts';

/** Every schema of the contract: added to the bundle, then checked with all of them there. */
export function checkSchemas(bundle: SchemaBundle, actions: readonly CheckedAction[], _context: CheckContext): void {
  const slots = actions.flatMap(slotsOf);
  for (const slot of slots) bundle.add(slot);
}

function slotsOf(action: CheckedAction): SchemaSlot[] {
  const outputs = action.steps.map((step) => step.output);
  return [action.params, action.result, ...outputs].filter((slot) => slot !== undefined);
}
