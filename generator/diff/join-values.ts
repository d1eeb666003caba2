import { isMultipleOf } from '../../runtime/validation/keywords/is-multiple-of.ts';
import { canonicalJson } from '../model/contract-hash.ts';
import { type Branch, forkBranch, type Limit, type LimitName } from './branch.ts';

/** A list of texts or numbers without those that something else refuses, and then without what refused them. None where nothing is left. */
export function settleValues(given: Branch): Branch[] {
  if (given.values === undefined || given.type === 'array' || given.type === 'object') return [given];
  const branch = forkBranch(given);
  const list = given.values.list.filter((value) =>
    typeof value === 'number' ? fitsNumber(given, value) : typeof value !== 'string' || fitsText(given, value),
  );
  branch.values = { list, at: given.values.at };
  branch.integer = undefined;
  for (const key of ['limits', 'multiples', 'patterns'] as const) branch[key].clear();
  return list.length === 0 ? [] : [branch];
}

export function fitsNumber({ integer, limits, multiples }: Branch, value: number): boolean {
  if (integer !== undefined && !Number.isInteger(value)) return false;
  if (![...multiples.keys()].every((divisor) => isMultipleOf(value, divisor))) return false;
  return within(value, limits, 'minimum', 'maximum');
}

export function fitsText({ limits, patterns }: Branch, value: string): boolean {
  return (
    within([...value].length, limits, 'minLength', 'maxLength') &&
    [...patterns.keys()].every((pattern) => new RegExp(pattern, 'u').test(value))
  );
}

export function within(size: number, limits: ReadonlyMap<LimitName, Limit>, least: LimitName, most: LimitName): boolean {
  const [low, high] = [limits.get(least), limits.get(most)];
  if (low !== undefined && (low.exclusive ? size <= low.value : size < low.value)) return false;
  return high === undefined || (high.exclusive ? size < high.value : size <= high.value);
}

/** Lists of values of one type that say nothing else are one list: `anyOf` of constants is an enum. */
export function joinValues(branches: readonly Branch[]): Branch[] {
  const joined: Branch[] = [];
  for (const branch of branches) {
    const other = isList(branch) ? joined.find((one) => one.type === branch.type && isList(one)) : undefined;
    if (other === undefined) {
      joined.push(isList(branch) ? forkBranch(branch) : branch);
      continue;
    }
    const known = new Set(other.values!.list.map(canonicalJson));
    const added = branch.values!.list.filter((value) => !known.has(canonicalJson(value)));
    other.values = { list: [...other.values!.list, ...added], at: other.values!.at };
  }
  return joined;
}

function isList({ values, opaque, formats, limits, fields, patternFields, others, required, prefix, items, unique }: Branch): boolean {
  const sizes = [opaque, formats, limits, fields, patternFields, required].every(({ size }) => size === 0);
  return values !== undefined && sizes && prefix.length + items.schemas.length + others.part.schemas.length === 0 && unique === undefined;
}
