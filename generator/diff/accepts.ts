import { canonicalJson } from '../model/contract-hash.ts';
import { isRecord } from '../model/schema/json-schema.ts';
import { type Branch, fieldPart, itemPart, type Part } from './branch.ts';
import { typeOfValue } from './branch-of-keywords.ts';
import { fitsNumber, fitsText, within } from './join-values.ts';
import type { SchemaReader } from './schema-reader.ts';

export type Answer = 'yes' | 'no' | 'unknown';

/** Whether a listed value fits a part; unknown where something is said that is only compared by its text. */
export function accepts(part: Part, value: unknown, reader: SchemaReader): Answer {
  const answers = reader.branches(part).map((branch) => fits(branch, value, reader));
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

export function fits(branch: Branch, value: unknown, reader: SchemaReader): Answer {
  if (branch.type !== typeOfValue(value)) return 'no';
  if (branch.values !== undefined && !branch.values.list.some((one) => canonicalJson(one) === canonicalJson(value))) return 'no';
  if (typeof value === 'number' && !fitsNumber(branch, value)) return 'no';
  if (typeof value === 'string' && !fitsText(branch, value)) return 'no';
  const inner = Array.isArray(value) ? fitsItems(branch, value, reader) : isRecord(value) ? fitsFields(branch, value, reader) : 'yes';
  return inner === 'yes' && branch.opaque.size + branch.formats.size > 0 ? 'unknown' : inner;
}

function fitsItems(branch: Branch, value: readonly unknown[], reader: SchemaReader): Answer {
  if (!within(value.length, branch.limits, 'minItems', 'maxItems')) return 'no';
  if (branch.unique !== undefined && new Set(value.map(canonicalJson)).size < value.length) return 'no';
  return worst(value.map((item, at) => accepts(itemPart(branch, at), item, reader)));
}

function fitsFields(branch: Branch, value: Readonly<Record<string, unknown>>, reader: SchemaReader): Answer {
  const names = Object.keys(value);
  if (!within(names.length, branch.limits, 'minProperties', 'maxProperties')) return 'no';
  if ([...branch.required.keys()].some((name) => !Object.hasOwn(value, name))) return 'no';
  return worst(names.map((name) => accepts(fieldPart(branch, name), value[name], reader)));
}

function worst(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}
