import { both, type Branch, fieldPart, forkBranch, itemPart } from './branch.ts';
import { shared, tighten } from './branch-of-keywords.ts';

/** What holds where both branches do; they are of one type. Undefined where nothing can fit both. */
export function mergeBranches(one: Branch, two: Branch): Branch | undefined {
  const merged = forkBranch(one);
  if (Object.keys(one.at.schema).length === 0) merged.at = two.at;
  if (two.values !== undefined) {
    const list = one.values === undefined ? two.values.list : shared(one.values.list, two.values.list);
    if (list.length === 0) return undefined;
    merged.values = {
      list,
      at:
        one.values !== undefined && one.values.at.keyword !== undefined && list.length === one.values.list.length
          ? one.values.at
          : two.values.at,
    };
  }
  merged.integer ??= two.integer;
  merged.unique ??= two.unique;
  for (const [name, limit] of two.limits) tighten(merged, name, limit);
  for (const key of ['multiples', 'patterns', 'formats', 'required', 'opaque'] as const)
    for (const [name, value] of two[key])
      if (!(merged[key] as Map<unknown, unknown>).has(name)) (merged[key] as Map<unknown, unknown>).set(name, value);
  for (const [name, value] of two.defaults) if (!merged.defaults.has(name)) merged.defaults.set(name, value);
  if (one.type === 'array') {
    const length = Math.max(one.prefix.length, two.prefix.length);
    merged.prefix = Array.from({ length }, (_item, at) => both(itemPart(one, at), itemPart(two, at)));
    merged.items = both(one.items, two.items);
  }
  if (one.type === 'object') mergeFields(merged, one, two);
  return merged;
}

function mergeFields(merged: Branch, one: Branch, two: Branch): void {
  merged.fields.clear();
  for (const name of new Set([...one.fields.keys(), ...two.fields.keys()])) {
    const { at } = one.fields.get(name) ?? two.fields.get(name)!;
    merged.fields.set(name, { part: both(fieldPart(one, name), fieldPart(two, name)), at });
  }
  for (const [pattern, { part, at }] of two.patternFields) {
    const other = merged.patternFields.get(pattern);
    merged.patternFields.set(pattern, { part: other === undefined ? part : both(other.part, part), at });
  }
  merged.others = { part: both(one.others.part, two.others.part), at: one.others.at ?? two.others.at };
  for (const [mine, theirs] of [
    [one, two],
    [two, one],
  ] as const) {
    const apart = [...mine.patternFields.keys()].filter((pattern) => !theirs.patternFields.has(pattern));
    // Which names match is not known, so what the other part says of all others is compared by its text.
    if (apart.length > 0 && theirs.others.part.schemas.length > 0 && theirs.others.at !== undefined)
      merged.opaque.set(`fields like ${apart.join(' and ')}`, { keyword: 'additionalProperties', at: theirs.others.at });
  }
}

/** Every branch of one list with every one of the other. */
export function crossBranches(ones: readonly Branch[], twos: readonly Branch[]): Branch[] {
  return ones.flatMap((one) => twos.flatMap((two) => (one.type === two.type ? (mergeBranches(one, two) ?? []) : [])));
}
