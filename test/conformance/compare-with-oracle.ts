import type { TypesFigures } from './types-lane.ts';

/** How many invalid instances ours and theirs catch, over the schemas where comparing is fair. */
export interface Comparison {
  readonly schemas: number;
  readonly ours: number;
  readonly theirs: number;
  /** The schemas where they catch more. */
  readonly behind: readonly string[];
}

/**
 * No emptiness: types that accept everything would never reject a valid instance. Over the schemas that state a `type`, and where the other tool
 * rejects no valid instance, ours must catch at least as much as it does.
 */
export function compareWithOracle(ours: TypesFigures, theirs: TypesFigures): Comparison {
  const fair = [...theirs.byGroup].filter(([, figures]) => figures.statesType && figures.rejectedValid === 0);
  const caughtByUs = (name: string): number => ours.byGroup.get(name)?.caughtInvalid ?? 0;
  return {
    schemas: fair.length,
    ours: fair.reduce((sum, [name]) => sum + caughtByUs(name), 0),
    theirs: fair.reduce((sum, [, figures]) => sum + figures.caughtInvalid, 0),
    behind: fair.filter(([name, figures]) => caughtByUs(name) < figures.caughtInvalid).map(([name]) => name),
  };
}
