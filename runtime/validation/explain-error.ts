import type { CompiledError } from './compiled-validate.ts';
import { locate, show, typeWithArticle } from './describe-value.ts';
import type { Issue } from './issue.ts';
import { suggest } from './suggest.ts';

/** Formats whose name is no word that a sentence can use. */
const FORMAT_NAMES: Readonly<Record<string, string>> = {
  'date-time': 'a date and time with time zone (RFC 3339, 2026-01-31T10:00:00Z)',
  date: 'a date (2026-01-31)',
  time: 'a time with time zone (10:00:00Z)',
  duration: 'a duration (ISO 8601, PT1H30M)',
  regex: 'a regular expression',
  email: 'an email address',
  uri: 'a URI with its scheme (https://example.com)',
  'uri-reference': 'a URI or a relative reference',
  uuid: 'a UUID',
  hostname: 'a host name',
};

/** One error of compiled code as an issue. */
export function explainError(error: CompiledError, root: unknown): Issue {
  const { path, value } = locate(error.instancePath, root);
  const { keyword } = error;
  if (error.propertyName !== undefined) {
    const inner = describe(error, error.propertyName);
    return { path: [...path, error.propertyName], message: `is not an allowed field name: it ${inner.message}`, keyword: 'propertyNames' };
  }
  const { message, hint, below } = describe(error, value);
  const at = below === undefined ? path : [...path, below];
  return hint === undefined ? { path: at, message, keyword } : { path: at, message, keyword, hint };
}

export interface Description {
  readonly message: string;
  readonly hint?: string | undefined;
  /** The name of a field of the value that is meant, rather than the value. */
  readonly below?: string;
}

function describe(error: CompiledError, value: unknown): Description {
  switch (error.keyword) {
    case 'required':
      return {
        message: 'is required',
        below: String(error.params['missingProperty']),
        hint: renameHint(String(error.params['missingProperty']), value, error.params['known'] as readonly string[] | undefined),
      };
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownField(String(error.params['field']), error.params['known'] as readonly string[], value);
    default:
      return describeValue(error, value, `(got ${show(value)})`);
  }
}

function describeValue({ keyword, params, message }: CompiledError, value: unknown, got: string): Description {
  switch (keyword) {
    case 'type':
      return {
        message: `must be ${listTypes(params['type'])} ${got}`,
        hint: quotesHint(params['type'], value),
      };
    case 'enum':
      return oneOf(params['allowedValues'] as readonly unknown[], value);
    case 'const':
      return { message: `must be ${show(params['allowedValue'])} ${got}`, hint: didYouMean(value, [params['allowedValue']]) };
    case 'dependencies':
    case 'dependentRequired':
      return { message: `is required when ${JSON.stringify(params['property'])} is given`, below: String(params['missingProperty']) };
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return { message: `must be ${String(params['comparison'])} ${String(params['limit'])} ${got}` };
    case 'multipleOf':
      return { message: `must be a multiple of ${String(params['multipleOf'])} ${got}` };
    case 'minLength':
    case 'maxLength':
      return { message: `must have ${bound(keyword, params, 'character')} ${got}` };
    case 'minItems':
    case 'maxItems':
      return { message: `must have ${bound(keyword, params, 'item')} (got ${Array.isArray(value) ? value.length : 'no list'})` };
    case 'minProperties':
    case 'maxProperties':
      return { message: `must have ${bound(keyword, params, 'field')} (got ${Object.keys(value ?? {}).length})` };
    case 'uniqueItems':
      return { message: `must not have the same item twice (items ${(params['twins'] as number[]).join(' and ')} are equal)` };
    case 'contains':
      return { message: containsSentence(params) };
    case 'pattern':
      return { message: `must match the pattern ${String(params['pattern'])} ${got}` };
    case 'format':
      return { message: `must be ${FORMAT_NAMES[String(params['format'])] ?? `in the format ${JSON.stringify(params['format'])}`} ${got}` };
    case 'items':
    case 'unevaluatedItems':
      return {
        message: `must not have more than ${count(params['limit'], 'item')} (got ${Array.isArray(value) ? value.length : 'no list'})`,
      };
    case 'not':
      return { message: `is what the schema forbids ${got}` };
    case 'false schema':
      return { message: 'is not allowed here' };
    default:
      return { message: message === undefined || message === '' ? `does not fit the keyword ${keyword}` : message };
  }
}

/** More than anyone reads. */
const MOST_CHOICES = 30;

/** What an enum, or alternatives that differ in one field, would have allowed. */
export function oneOf(allowed: readonly unknown[], value: unknown): Description {
  const choices = allowed
    .slice(0, MOST_CHOICES)
    .map((choice) => (typeof choice === 'string' && /^[\w.-]+$/.test(choice) ? choice : show(choice)));
  if (allowed.length > MOST_CHOICES) choices.push(`… (${allowed.length} in all)`);
  return { message: `must be one of ${choices.join(', ')} (got ${show(value)})`, hint: didYouMean(value, allowed) };
}

function didYouMean(value: unknown, allowed: readonly unknown[]): string | undefined {
  if (typeof value !== 'string') return undefined;
  const near = suggest(
    value,
    allowed.filter((choice) => typeof choice === 'string'),
  );
  return near === undefined ? undefined : `did you mean ${JSON.stringify(near)}?`;
}

function unknownField(field: string, known: readonly string[], value: unknown): Description {
  const free = known.filter((name) => !Object.hasOwn(value ?? {}, name));
  const near = suggest(field, free) ?? suggest(field, known);
  const listed = known.length <= 12 ? known : [...known.slice(0, 12), '…'];
  const hint =
    near !== undefined ? `did you mean ${JSON.stringify(near)}?` : known.length > 0 ? `known fields: ${listed.join(', ')}` : undefined;
  return { message: 'is not a known field', below: field, hint };
}

function listTypes(types: unknown): string {
  return Array.isArray(types) ? types.map((type) => typeWithArticle(String(type))).join(' or ') : typeWithArticle(String(types));
}

function renameHint(missing: string, value: unknown, known: readonly string[] = []): string | undefined {
  const near = suggest(
    missing,
    Object.keys(value ?? {}).filter((name) => !known.includes(name)),
  );
  return near === undefined ? undefined : `is ${JSON.stringify(near)} a typing error?`;
}

function quotesHint(type: unknown, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return (types.includes('number') || types.includes('integer')) && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)
    ? `write ${value} without quotes`
    : undefined;
}

function containsSentence(params: Readonly<Record<string, unknown>>): string {
  const most = typeof params['max'] === 'number' ? ` and at most ${params['max']}` : '';
  return `must contain at least ${count(params['min'], 'item')}${most} that the schema asks for`;
}

function bound(keyword: string, params: Readonly<Record<string, unknown>>, unit: string): string {
  return `${keyword.startsWith('min') ? 'at least' : 'at most'} ${count(params['limit'], unit)}`;
}

function count(number: unknown, unit: string): string {
  return `${String(number)} ${unit}${number === 1 ? '' : 's'}`;
}
