import type { CheckContext, Spot } from './check-context.ts';
import { explainObjectMember, findCollisions } from './check-names.ts';
import type { CheckedAction } from './checked-contract.ts';

/** The actions against each other: no two may share a name in code, a file name, or a class. `spot` is the map of actions. */
export function checkActionNames(actions: readonly CheckedAction[], spot: Spot, context: CheckContext): void {
  const names = actions.map((action) => action.key);
  for (const name of names) {
    const rule = explainObjectMember(name);
    if (rule) context.report('CONFIG_BAD_ACTION_NAME', { name, rule }, spot.at(name).key);
  }
  for (const [name, other] of findCollisions(names)) {
    context.report('CONFIG_ACTION_NAMES_COLLIDE', { name, other }, spot.at(name).key);
  }
  checkClasses(actions, spot, context);
}

function checkClasses(actions: readonly CheckedAction[], spot: Spot, context: CheckContext): void {
  const owners = new Map<string, string>();
  for (const { key, entrypoint } of actions) {
    const name = `${entrypoint.file}:${entrypoint.className}`;
    const other = owners.get(name);
    if (other === undefined) owners.set(name, key);
    // By convention the class follows the key: then the names collide, which was reported.
    else if (spot.at(key, 'entrypoint').value !== undefined) {
      context.report('CONFIG_ENTRYPOINT_SHARED', { action: key, other, entrypoint: name }, spot.at(key, 'entrypoint'));
    }
  }
}
