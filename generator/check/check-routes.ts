import type { ActionConfig } from '../../generated/plugin-config/types.ts';
import type { CheckContext, Spot } from './check-context.ts';
import { checkSlot } from './check-slot.ts';
import type { CheckedRoute } from './checked-contract.ts';

/** The routes of a service, in the order of the contract. What the schema of config.yaml refused is left out. */
export function checkRoutes(config: ActionConfig['serve'], spot: Spot, context: CheckContext): CheckedRoute[] {
  if (!context.isSound(spot)) return [];
  return Object.entries(config?.routes ?? {}).map(([name, route]) => {
    const place = spot.at('routes').at(name);
    const request = checkSlot(place.at('request'), context);
    const response = checkSlot(place.at('response'), context);
    return { name, description: route.description ?? '', ...(request && { request }), ...(response && { response }) };
  });
}
