import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionSpec } from '../action/action-spec.ts';
import { RayError } from '../errors/ray-error.ts';

interface Held {
  readonly plugin?: unknown;
  /** Hashes of the contracts by the names of the actions. */
  readonly contracts?: Readonly<Record<string, unknown>>;
}

/**
 * What travels is the code in the executor's folder, so an action's entry of another plugin's registry would run other code under its name. Throws RayError
 * OTHER_PLUGIN, and CONTRACT_MISMATCH for the same plugin in another state. A folder that nothing was generated in does not say what it holds.
 */
export function refuseOtherPlugin(folder: string, { plugin, name, contractHash }: ActionSpec): void {
  const held = readHeld(folder);
  if (held === undefined) return;
  if (held.plugin !== plugin)
    throw new RayError(
      `action ${name} is of plugin ${plugin}, and ${folder} holds plugin ${String(held.plugin)}: give the executor the folder of ${plugin} as workingDir`,
      { code: 'OTHER_PLUGIN', details: { action: name, plugin, holds: held.plugin } },
    );
  const there = held.contracts?.[name];
  if (there === contractHash) return;
  throw new RayError(
    `action ${name} of ${plugin} was loaded with contract ${contractHash}, and ${folder} holds ${there === undefined ? 'no such action' : String(there)}: ` +
      'generate again, or give the executor the folder that it was loaded from as workingDir',
    { code: 'CONTRACT_MISMATCH' },
  );
}

function readHeld(folder: string): Held | undefined {
  try {
    const held: unknown = JSON.parse(readFileSync(join(folder, 'generated/contract.json'), 'utf8'));
    return typeof held === 'object' && held !== null && 'plugin' in held ? held : undefined;
  } catch {
    return undefined;
  }
}
