import { canonicalJson } from '../model/contract-hash.ts';
import { type Branch, fieldPart, type Part } from './branch.ts';
import type { Comparison } from './compare-schemas.ts';
import { listValues, below } from './schema-change.ts';

/** The fields of two objects: which there are, which must be there, what else may be there, and what each of them holds. */
export function compareFields(old: Branch, now: Branch, path: string, comparison: Comparison): void {
  for (const name of new Set([...old.fields.keys(), ...now.fields.keys()])) compareField(name, old, now, path, comparison);
  compareRequired(old, now, path, comparison);
  comparePatternFields(old, now, path, comparison);
  compareOthers(old, now, path, comparison);
  if (comparison.direction === 'input') compareDefaults(old, now, path, comparison);
}

function compareField(name: string, old: Branch, now: Branch, path: string, comparison: Comparison): void {
  const { oldReader, newReader, report } = comparison;
  const at = {
    path: below(path, name),
    old: old.fields.get(name)?.at ?? old.others.at ?? old.at,
    new: now.fields.get(name)?.at ?? now.others.at ?? now.at,
  };
  const [before, after] = [fieldPart(old, name), fieldPart(now, name)];
  const [wasRefused, isRefused] = [oldReader.branches(before).length === 0, newReader.branches(after).length === 0];
  if (wasRefused || isRefused) {
    if (!isRefused) report({ kind: 'field-added', ...at, message: now.required.has(name) ? 'is new' : 'is new, and may be left out' });
    if (!wasRefused) report({ kind: 'field-removed', ...at, message: 'is no longer a field, and unknown fields are refused' });
    return;
  }
  const wasDeclared = declares(old, name);
  if (wasDeclared === declares(now, name)) return comparison.compare(before, after, at.path);
  if (wasDeclared) {
    report({ kind: 'field-undeclared', ...at, message: 'is no longer declared; it is taken as any unknown field is' });
    if (!isAnything(after)) comparison.compare(before, after, at.path);
  } else if (isAnything(before))
    report({ kind: 'field-declared', ...at, message: 'is declared now; before, anything could stand under this name' });
  else comparison.compare(before, after, at.path);
}

function declares({ fields, patternFields }: Branch, name: string): boolean {
  return fields.has(name) || [...patternFields.keys()].some((pattern) => new RegExp(pattern, 'u').test(name));
}

export function isAnything({ schemas }: Part): boolean {
  return schemas.every((schema) => schema === true || (typeof schema === 'object' && Object.keys(schema).length === 0));
}

function compareRequired(old: Branch, now: Branch, path: string, { report }: Comparison): void {
  for (const [name, at] of now.required)
    if (!old.required.has(name))
      report({
        kind: 'field-required',
        path: below(path, name),
        message: 'must be there now',
        old: old.fields.get(name)?.at ?? old.at,
        new: at,
      });
  for (const [name, at] of old.required)
    if (!now.required.has(name) && declares(now, name))
      report({
        kind: 'field-optional',
        path: below(path, name),
        message: 'may be missing now',
        old: at,
        new: now.fields.get(name)?.at ?? now.at,
      });
}

/** A name that matches patterns must meet all of them, so a pattern that only one side has is held to what the other says of all others. */
function comparePatternFields(old: Branch, now: Branch, path: string, comparison: Comparison): void {
  const { report, compare } = comparison;
  for (const [pattern, { part, at }] of now.patternFields) {
    const before = old.patternFields.get(pattern);
    const place = `${path}[/${pattern}/]`;
    if (before !== undefined) compare(before.part, part, place);
    else if (old.patternFields.size === 0) compare(old.others.part, part, place);
    else if (!isAnything(part))
      report({
        kind: 'cannot-compare',
        path: place,
        message: 'cannot be compared: other names match patterns than before',
        old: old.at,
        new: at,
      });
  }
  for (const [pattern, { part, at }] of old.patternFields) {
    if (now.patternFields.has(pattern)) continue;
    const place = `${path}[/${pattern}/]`;
    if (now.patternFields.size === 0) compare(part, now.others.part, place);
    else if (!isAnything(part) || !isAnything(now.others.part))
      report({
        kind: 'cannot-compare',
        path: place,
        message: 'cannot be compared: other names match patterns than before',
        old: at,
        new: now.at,
      });
  }
}

function compareOthers(old: Branch, now: Branch, path: string, { oldReader, newReader, report, compare }: Comparison): void {
  const place = { path, old: old.others.at ?? old.at, new: now.others.at ?? now.at };
  const [wasClosed, isClosed] = [oldReader.branches(old.others.part).length === 0, newReader.branches(now.others.part).length === 0];
  if (wasClosed && isClosed) return;
  if (isClosed) report({ kind: 'fields-closed', ...place, message: 'refuses unknown fields now' });
  else if (wasClosed) report({ kind: 'fields-opened', ...place, message: 'allows unknown fields now' });
  else compare(old.others.part, now.others.part, `${path}.*`);
}

function compareDefaults(old: Branch, now: Branch, path: string, { report }: Comparison): void {
  for (const name of new Set([...old.defaults.keys(), ...now.defaults.keys()])) {
    const [before, after] = [old.defaults.get(name), now.defaults.get(name)];
    if (!old.fields.has(name) || !now.fields.has(name)) continue; // a new field, or one that is gone
    const place = { path: below(path, name), old: before?.at ?? old.fields.get(name)?.at, new: after?.at ?? now.fields.get(name)?.at };
    if (before === undefined) report({ kind: 'default-added', ...place, message: `is ${listValues([after!.value])} where it is left out` });
    else if (after === undefined)
      report({
        kind: 'default-removed',
        ...place,
        message: `was ${listValues([before.value])} where it is left out, and has no default now`,
      });
    else if (canonicalJson(before.value) !== canonicalJson(after.value))
      report({
        kind: 'default-changed',
        ...place,
        message: `is ${listValues([after.value])} where it is left out (was ${listValues([before.value])})`,
      });
  }
}
