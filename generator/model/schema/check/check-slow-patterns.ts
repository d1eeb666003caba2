import { isRecord, own, pointerTo, type SchemaObject, type SchemaPlace } from '../json-schema.ts';
import { modernPattern } from '../modern-pattern.ts';
import type { SchemaProblem } from '../schema-problem.ts';
import { judgePattern, type Patience, type Slowness } from './judge-pattern.ts';

/** Steps that a pattern may take at worst: some milliseconds. */
const MOST_STEPS = 10_000_000;

/** Patterns that a text of a few kilobytes can keep busy for minutes. */
export function checkSlowPatterns(schema: SchemaObject, place: SchemaPlace, patience: Patience): SchemaProblem[] {
  const { pattern, patternProperties, propertyNames, maxLength } = schema;
  const inNames = isRecord(patternProperties) ? Object.keys(patternProperties) : [];
  const longestName = isRecord(propertyNames) ? own(propertyNames, 'maxLength') : undefined;
  return [
    ...(typeof pattern === 'string' ? check(pattern, maxLength, { ...place, pointer: pointerTo(place.pointer, 'pattern') }, patience) : []),
    ...inNames.flatMap((name) =>
      check(name, longestName, { uri: place.uri, pointer: pointerTo(place.pointer, 'patternProperties', name), on: 'key' }, patience),
    ),
  ];
}

function check(
  pattern: string,
  longest: unknown,
  { uri, pointer, on = 'value' }: SchemaPlace & Pick<SchemaProblem, 'on'>,
  patience: Patience,
): SchemaProblem[] {
  const modern = modernPattern(pattern);
  const slowness = modern === undefined ? undefined : judgePattern(modern, patience);
  if (slowness === undefined || isBounded(slowness, longest)) return [];
  const { degree, repeated } = slowness;
  return [{ code: 'SCHEMA_SLOW_PATTERN', data: { pattern, degree, repeated: shorten(repeated) }, uri, pointer, on }];
}

/** Where texts are short, a power is small. */
function isBounded({ degree }: Slowness, longest: unknown): boolean {
  return degree !== 'exponential' && typeof longest === 'number' && longest ** degree <= MOST_STEPS;
}

function shorten(text: string): string {
  return text.length <= 20 ? text : `${text.slice(0, 20)}…`;
}
