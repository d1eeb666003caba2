import type { Branch } from './branch.ts';
import { isIncluded } from './is-included.ts';
import type { Report } from './schema-change.ts';

/** Patterns as the texts that they take. Where that cannot be decided, the change cannot be compared. */
export function comparePatterns(old: Branch, now: Branch, path: string, report: Report): void {
  const added = [...now.patterns].filter(([pattern]) => !old.patterns.has(pattern));
  const gone = [...old.patterns].filter(([pattern]) => !now.patterns.has(pattern));
  const unmet = added.filter(([pattern]) => ![...old.patterns.keys()].some((known) => isIncluded(known, pattern) === true));
  const unkept = gone.filter(([pattern]) => ![...now.patterns.keys()].some((known) => isIncluded(known, pattern) === true));
  const [after, before] = [unmet[0], unkept[0]];
  const place = { path, old: before?.[1] ?? gone[0]?.[1] ?? old.at, new: after?.[1] ?? added[0]?.[1] ?? now.at };
  const said = `(was ${gone[0]?.[0] ?? 'anything'}, is ${added[0]?.[0] ?? 'anything'})`;
  if (after !== undefined && before !== undefined && added.length + gone.length === 2 && isIncluded(before[0], after[0]) === undefined)
    return report({
      kind: 'cannot-compare',
      ...place,
      message: `cannot be compared: whether one pattern takes what the other takes is not known ${said}`,
    });
  if (after !== undefined) report({ kind: 'pattern-added', ...place, message: `takes fewer texts by its pattern ${said}` });
  if (before !== undefined) report({ kind: 'pattern-removed', ...place, message: `takes more texts by its pattern ${said}` });
}
