import { isDeepStrictEqual } from 'node:util';
import { formatIssue } from '../../../runtime/validation/format-issue.ts';
import type { Validator } from '../../../runtime/validation/validator.ts';
import type { JsonSchema } from '../../model/schema/index.ts';
import { isRecord } from '../../model/schema/json-schema.ts';
import { viewSchema } from '../../model/schema/view/schema-view.ts';
import { breakSample, type BrokenSample } from './break-sample.ts';
import { makeSample } from './make-sample.ts';

/** Values of one schema, each held against its validator. */
export interface Samples {
  /** The shortest first; none where none was found. */
  readonly valid: readonly unknown[];
  readonly invalid: readonly (BrokenSample & { readonly message: string })[];
}

/** What the validator takes, and what it refuses for one reason alone, at the place that is meant. */
export function proveSamples(schema: JsonSchema, validator: Validator, subject = 'params'): Samples {
  const view = viewSchema(schema);
  const given = typeof schema === 'object' && Array.isArray(schema['examples']) ? (schema['examples'] as unknown[]) : [];
  const made = [...given, makeSample(view, 'least'), makeSample(view, 'most')].filter((value) => isValid(validator, value));
  const valid = made.filter((value, index) => made.findIndex((other) => isDeepStrictEqual(other, value)) === index);
  const invalid = new Map<string, Samples['invalid'][number]>();
  for (const sample of valid) {
    for (const broken of breakSample(view, sample)) {
      const key = JSON.stringify([broken.breaks, broken.at]);
      if (invalid.has(key)) continue;
      const short = shorten(broken, valid[0]);
      const refused = (short && refuse(validator, short, subject)) ?? refuse(validator, broken, subject);
      if (refused !== undefined) invalid.set(key, refused);
    }
  }
  return { valid, invalid: [...invalid.values()] };
}

function isValid(validator: Validator, value: unknown): boolean {
  return isFinite(value) && validator.check(structuredClone(value)).ok;
}

/** Only what is wrong, in the shortest sample. */
function shorten(broken: BrokenSample, shortest: unknown): BrokenSample | undefined {
  const [name] = broken.at;
  if (typeof name !== 'string' || !isRecord(shortest) || !isRecord(broken.value) || !Object.hasOwn(broken.value, name)) return undefined;
  return { ...broken, value: { ...shortest, [name]: broken.value[name] } };
}

/** Everything in it can be written as JSON. */
function isFinite(value: unknown): boolean {
  return value !== undefined && isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
}

/** The broken sample with the sentence about it, where that is the only one and stands at the place. */
function refuse(validator: Validator, { breaks, at, value }: BrokenSample, subject: string): Samples['invalid'][number] | undefined {
  if (!isFinite(value)) return undefined;
  const result = validator.check(structuredClone(value));
  if (result.ok || result.issues.length !== 1) return undefined;
  const [issue] = result.issues;
  const place = issue!.path.map(String);
  const meant = at.map(String);
  const isThere = isDeepStrictEqual(place, meant) || isDeepStrictEqual(place, meant.slice(0, -1));
  return isThere ? { breaks: issue!.keyword ?? breaks, at, value, message: formatIssue(issue!, subject) } : undefined;
}
