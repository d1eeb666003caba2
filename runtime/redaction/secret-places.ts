import type { Issue } from '../validation/issue.ts';
import { toJson } from '../logging/to-json.ts';
import { REDACTED } from './redacted.ts';
import { Redactor } from './redactor.ts';
import { isSecretName } from './secret-names.ts';
import { secretTexts, secretsUnderNames } from './secret-texts.ts';

/** The secrets in params: what stands at the places that the schema marks, and under names such as `password`. */
export function secretsInParams(schema: unknown, params: unknown): string[] {
  return [...placesOf(schema).flatMap((place) => valuesAt(params, partsOf(place)).flatMap(secretTexts)), ...secretsUnderNames(params)];
}

/** Params for everybody to read, if only as a digest, from which secrets could be guessed: however short, they are not in it. */
export function withoutSecrets(schema: unknown, params: unknown): unknown {
  const places = placesOf(schema).map(partsOf);
  const hide = (value: unknown, path: readonly string[]): unknown => {
    if (places.some((place) => leadsTo(place, path))) return REDACTED;
    if (Array.isArray(value)) return value.map((item: unknown, index) => hide(item, [...path, String(index)]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(item, [...path, key])]));
  };
  return new Redactor(...secretsInParams(schema, params)).redact(hide(toJson(params), []));
}

/** The issues, without the value where it is secret: a sentence shows the beginning of a long one, which nobody would recognise. */
export function hideSecretValues(schema: unknown, issues: readonly Issue[]): Issue[] {
  const places = placesOf(schema).map(partsOf);
  return issues.map((issue) => {
    const path = issue.path.map(String);
    const isSecret = path.some(isSecretName) || places.some((place) => leadsTo(place, path));
    if (!isSecret) return issue;
    const { hint: _hint, ...rest } = issue;
    return { ...rest, message: withoutValue(issue.message) };
  });
}

/** `must be a whole number (got "abc")` without what was got. */
export function withoutValue(message: string): string {
  return message.replace(/ \(got [^]*$/, '');
}

/** True where the path is that of a secret, or lies inside of one. */
function leadsTo([part, ...rest]: readonly string[], path: readonly string[]): boolean {
  if (part === undefined) return true;
  const [first, ...below] = path;
  if (part === '**') return leadsTo(rest, path) || (first !== undefined && leadsTo([part, ...rest], below));
  return first !== undefined && (part === '*' || part === first) && leadsTo(rest, below);
}

function placesOf(schema: unknown): readonly string[] {
  return (schema as { readonly secrets?: readonly string[] } | undefined)?.secrets ?? [];
}

/** The values that a pointer with `*` (any name or index) and `**` (any number of them) leads to. */
function valuesAt(value: unknown, [part, ...rest]: readonly string[]): unknown[] {
  if (part === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value) as unknown[];
  if (part === '**') return [...valuesAt(value, rest), ...inner.flatMap((one) => valuesAt(one, [part, ...rest]))];
  if (part === '*') return inner.flatMap((one) => valuesAt(one, rest));
  return Object.hasOwn(value, part) ? valuesAt((value as Readonly<Record<string, unknown>>)[part], rest) : [];
}

function partsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
