import { isRecord } from '../../generator/model/schema/json-schema.ts';
import type { Random } from '../fuzz/sample-values.ts';

/** A copy of a schema with one place changed: a key less, another number, another type, one value more, or a part that is taken from elsewhere in it. */
export function mutateSchema(schema: Readonly<Record<string, unknown>>, random: Random): Record<string, unknown> {
  const copy = structuredClone(schema) as Record<string, unknown>;
  const places = placesIn(copy).filter(({ key }) => !/^(\$|definitions)/.test(key));
  const place = places[Math.floor(random() * places.length)];
  if (place === undefined) return { ...copy, type: 'object' };
  const { holder, key } = place;
  const value = holder[key];
  const choice = random();
  if (choice < 0.3) delete holder[key];
  else if (typeof value === 'number') holder[key] = Math.max(1, Math.round(value + (random() < 0.5 ? -1 : 1)));
  else if (typeof value === 'boolean') holder[key] = !value;
  else if (key === 'type') holder[key] = pick(['string', 'integer', 'number', 'object', 'array', ['string', 'null']], random);
  else if (Array.isArray(value) && value.length > 1 && choice < 0.7) holder[key] = value.slice(1);
  else if (key === 'enum') holder[key] = [...(value as unknown[]), 'more'];
  else if (isRecord(value))
    holder[key] = pick([{ type: 'string' }, { type: 'integer', minimum: 1 }, true, false, { enum: ['a', 1] }], random);
  else delete holder[key];
  return copy;
}

interface PlaceIn {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): PlaceIn[] {
  if (Array.isArray(value)) return value.flatMap(placesIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder: value as Record<string, unknown>, key }, ...placesIn(inner)]);
}

function pick<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(random() * values.length)]!;
}
