import { canonicalJson } from '../model/contract-hash.ts';
import { tagsOf } from './are-disjoint.ts';
import type { Branch } from './branch.ts';
import type { Comparison } from './compare-schemas.ts';

export interface Paired {
  /** Alternatives that are compared with each other, because they are no longer the same. */
  readonly pairs: readonly (readonly [Branch, Branch])[];
  readonly gone: readonly Branch[];
  readonly come: readonly Branch[];
}

/**
 * Alternatives of one type. One that another one takes whole needs no word; the others are compared with the one that has the same tag, or, where
 * one of each is left, with that.
 */
export function pairBranches(ones: readonly Branch[], twos: readonly Branch[], comparison: Comparison): Paired {
  const relations = ones.map((old) => twos.map((now) => comparison.relate(old, now)));
  const lost = ones.filter((_old, at) => relations[at]!.every(({ narrows }) => narrows));
  const added = twos.filter((_now, at) => relations.every((row) => row[at]!.widens));
  const pairs = new Map<string, readonly [Branch, Branch]>();
  const pair = (old: Branch, now: Branch): void => void pairs.set(`${ones.indexOf(old)} ${twos.indexOf(now)}`, [old, now]);
  const isPaired = (branch: Branch): boolean => [...pairs.values()].some((both) => both.includes(branch));
  const isKept = (branch: Branch): boolean =>
    relations.some((row, one) =>
      row.some(({ narrows, widens }, two) => !narrows && !widens && (ones[one] === branch || twos[two] === branch)),
    );
  for (const isLike of [haveOneTag, haveOneShape]) {
    for (const old of lost) for (const now of twos) if (!isPaired(old) && !isKept(now) && isLike(old, now, comparison)) pair(old, now);
    for (const now of added) for (const old of ones) if (!isPaired(now) && !isKept(old) && isLike(old, now, comparison)) pair(old, now);
  }
  const [gone, come] = [lost.filter((old) => !isPaired(old)), added.filter((now) => !isPaired(now))];
  if (gone.length !== 1 || come.length !== 1 || ones.length !== twos.length) return { pairs: [...pairs.values()], gone, come };
  return { pairs: [...pairs.values(), [gone[0]!, come[0]!]], gone: [], come: [] };
}

/** Whether two objects have the same fields, of which the same must be there. */
function haveOneShape(old: Branch, now: Branch): boolean {
  return old.type === 'object' && shapeOf(old) === shapeOf(now);
}

function shapeOf({ fields, required }: Branch): string {
  return canonicalJson([[...fields.keys()].toSorted(), [...required.keys()].toSorted()]);
}

/** Whether a field that both require is limited to the same values in both. */
function haveOneTag(old: Branch, now: Branch, { oldReader, newReader }: Comparison): boolean {
  return [...old.required.keys()].some((name) => {
    const [before, after] = [tagsOf(name, old, oldReader), now.required.has(name) ? tagsOf(name, now, newReader) : undefined];
    return before !== undefined && after !== undefined && canonicalJson(before) === canonicalJson(after);
  });
}
