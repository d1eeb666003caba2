import type { Branch, Limit, LimitName } from './branch.ts';
import { isStricter } from './branch-of-keywords.ts';
import { comparePatterns } from './compare-patterns.ts';
import { type Report, showLimit } from './schema-change.ts';

const NAMES: readonly LimitName[] = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];

/** Bounds, counts, steps, patterns and formats: what is said of a value without a look into its parts. */
export function compareScalars(old: Branch, now: Branch, path: string, report: Report): void {
  for (const name of NAMES) compareLimit(name, old, now, path, report);
  if (old.type === 'number') compareNumbers(old, now, path, report);
  if (old.type === 'string') {
    comparePatterns(old, now, path, report);
    compareFormats(old, now, path, report);
  }
  if ((old.unique === undefined) !== (now.unique === undefined)) {
    const [kind, message] =
      old.unique === undefined
        ? (['bound-tightened', 'must not have equal items any more'] as const)
        : (['bound-relaxed', 'may have equal items'] as const);
    report({ kind, path, message, old: old.unique ?? old.at, new: now.unique ?? now.at });
  }
}

function compareLimit(name: LimitName, old: Branch, now: Branch, path: string, report: Report): void {
  const [before, after] = [limitOf(old, name), limitOf(now, name)];
  const stricter = after !== undefined && (before === undefined || isStricter(after, before, name));
  const wider = before !== undefined && (after === undefined || isStricter(before, after, name));
  if (!stricter && !wider) return;
  const message = `must be ${showLimit(name, after)} (was ${showLimit(name, before)})`.replace('must be unlimited', 'has no such bound');
  report({ kind: stricter ? 'bound-tightened' : 'bound-relaxed', path, message, old: before?.at ?? old.at, new: after?.at ?? now.at });
}

/** Of integers, the nearest integer; a least count of 0 says nothing. */
function limitOf({ limits, integer }: Branch, name: LimitName): Limit | undefined {
  const limit = limits.get(name);
  if (limit === undefined || (limit.value <= 0 && name.startsWith('min') && name !== 'minimum')) return undefined;
  if (integer === undefined || (name !== 'minimum' && name !== 'maximum')) return limit;
  const step = name === 'minimum' ? 1 : -1;
  const nearest = name === 'minimum' ? Math.ceil(limit.value) : Math.floor(limit.value);
  return {
    value: limit.exclusive && nearest === limit.value && Number.isSafeInteger(nearest) ? nearest + step : nearest,
    exclusive: false,
    at: limit.at,
  };
}

function compareNumbers(old: Branch, now: Branch, path: string, report: Report): void {
  const place = (key: 'integer'): Pick<Parameters<Report>[0], 'old' | 'new'> => ({ old: old[key] ?? old.at, new: now[key] ?? now.at });
  if (old.integer === undefined && now.integer !== undefined)
    report({ kind: 'type-narrowed', path, message: 'must be an integer (was any number)', ...place('integer') });
  if (old.integer !== undefined && now.integer === undefined)
    report({ kind: 'type-widened', path, message: 'may be any number (was an integer)', ...place('integer') });
  for (const [multiple, at] of now.multiples)
    if (!isImplied(multiple, old))
      report({ kind: 'bound-tightened', path, message: `must be a multiple of ${multiple}`, old: old.at, new: at });
  for (const [multiple, at] of old.multiples)
    if (!isImplied(multiple, now))
      report({ kind: 'bound-relaxed', path, message: `need not be a multiple of ${multiple} any more`, old: at, new: now.at });
}

function isImplied(multiple: number, { multiples, integer }: Branch): boolean {
  return (multiple === 1 && integer !== undefined) || [...multiples.keys()].some((known) => known % multiple === 0);
}

function compareFormats(old: Branch, now: Branch, path: string, report: Report): void {
  const added = [...now.formats].filter(([format]) => !old.formats.has(format));
  const gone = [...old.formats].filter(([format]) => !now.formats.has(format));
  const [[to, after] = [], [from, before] = []] = [added[0], gone[0]];
  if (to !== undefined && from !== undefined)
    return report({
      kind: 'cannot-compare',
      path,
      message: `cannot be compared: the format was ${from} and is ${to}`,
      old: before,
      new: after,
    });
  if (to !== undefined) report({ kind: 'format-added', path, message: `must have the format ${to}`, old: old.at, new: after });
  if (from !== undefined)
    report({ kind: 'format-removed', path, message: `need not have the format ${from} any more`, old: before, new: now.at });
}
