import type { Branch } from './branch.ts';
import { fits } from './accepts.ts';
import type { Comparison } from './compare-schemas.ts';
import { listValues } from './schema-change.ts';

/** Lists of values on one side or on both. A value that fits neither list may still fit what the other side says instead. */
export function compareValues(old: Branch, now: Branch, path: string, { oldReader, newReader, report }: Comparison): void {
  const place = { path, old: old.values?.at ?? old.at, new: now.values?.at ?? now.at };
  const [plainOld, plainNow] = [withoutShared(old, now), withoutShared(now, old)];
  const gone = old.values?.list.map((value) => ({ value, answer: fits(plainNow, value, newReader) })) ?? [];
  const come = now.values?.list.map((value) => ({ value, answer: fits(plainOld, value, oldReader) })) ?? [];
  const [lost, added] = [gone, come].map((list) => list.filter(({ answer }) => answer === 'no').map(({ value }) => value));
  const unknown = [...gone, ...come].filter(({ answer }) => answer === 'unknown').map(({ value }) => value);
  if (old.values === undefined)
    report({ kind: 'value-removed', ...place, message: `must be one of ${listValues(now.values!.list)}, where more was allowed` });
  else if (lost!.length > 0) report({ kind: 'value-removed', ...place, message: `no longer allows ${listValues(lost!)}` });
  if (now.values === undefined) report({ kind: 'value-added', ...place, message: `allows more than ${listValues(old.values!.list)}` });
  else if (added!.length > 0) report({ kind: 'value-added', ...place, message: `also allows ${listValues(added!)}` });
  if (unknown.length > 0)
    report({ kind: 'cannot-compare', ...place, message: `cannot be compared: whether ${listValues(unknown)} still fits is not known` });
}

/** A branch without the formats that the other has too, and without conditions, which are compared apart. */
function withoutShared(branch: Branch, other: Branch): Branch {
  const formats = new Map([...branch.formats].filter(([format]) => !other.formats.has(format)));
  return { ...branch, formats, opaque: new Map() };
}
