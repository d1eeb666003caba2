import { secretTexts, secretsUnderNames } from './secret-texts.ts';

/** The secrets in params: what stands at the places that the schema marks, and under names such as `password`. */
export function secretsInParams(schema: unknown, params: unknown): string[] {
  const places = (schema as { readonly secrets?: readonly string[] } | undefined)?.secrets ?? [];
  return [...places.flatMap((place) => valuesAt(params, partsOf(place)).flatMap(secretTexts)), ...secretsUnderNames(params)];
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
