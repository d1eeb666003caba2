import type { SchemaView } from '../../model/schema/view/schema-view.ts';
import { code, join, Markdown, prose, text } from './markdown.ts';

const MOST_VALUES = 12;

/** `list of integers`, `one of a, b`: what a value is, in words. */
export function describeType(view: SchemaView): Markdown {
  const { keywords } = view;
  if (view.isCircular) return text('the same again');
  if (Array.isArray(keywords['enum'])) return describeValues(keywords['enum']);
  const [branches] = view.choices;
  if (branches !== undefined && view.properties.size === 0)
    return join([...new Map(branches.map(describeType).map((part) => [String(part), part])).values()], ' or ');
  const types = [keywords['type']].flat().filter((type) => typeof type === 'string');
  if (types.length === 0) return text(view.properties.size > 0 ? 'object' : 'any value');
  return join(
    types.map((type) => describeOne(type, view)),
    ' or ',
  );
}

/** `1 to 1000`, `at most 5 characters`: what a type cannot say. */
export function describeLimits({ keywords }: SchemaView): Markdown {
  const has = (key: string): boolean => typeof keywords[key] === 'number' || typeof keywords[key] === 'string';
  const value = (key: string): Markdown => code(String(keywords[key]));
  const parts = [
    has('minimum') && prose`≥ ${value('minimum')}`,
    has('exclusiveMinimum') && prose`> ${value('exclusiveMinimum')}`,
    has('maximum') && prose`≤ ${value('maximum')}`,
    has('exclusiveMaximum') && prose`< ${value('exclusiveMaximum')}`,
    has('multipleOf') && prose`multiple of ${value('multipleOf')}`,
    range(keywords['minLength'], keywords['maxLength'], 'character'),
    range(keywords['minItems'], keywords['maxItems'], 'item'),
    range(keywords['minProperties'], keywords['maxProperties'], 'name'),
    keywords['uniqueItems'] === true && text('all different'),
    has('pattern') && prose`matches ${value('pattern')}`,
    (keywords['writeOnly'] === true || keywords['format'] === 'password') && text('secret'),
    keywords['deprecated'] === true && text('deprecated'),
  ];
  return join(
    parts.filter((part) => part instanceof Markdown),
    ', ',
  );
}

function describeOne(type: string, view: SchemaView): Markdown {
  const { items, prefixItems, format } = view.keywords;
  if (type === 'array' && Array.isArray(prefixItems)) return prose`list of ${join((prefixItems as SchemaView[]).map(describeType), ', ')}`;
  if (type === 'array' && items !== undefined) return prose`list of ${describeType(items as SchemaView)}`;
  if (type === 'string' && typeof format === 'string') return prose`string (${text(format)})`;
  return text(type === 'array' ? 'list' : type);
}

function describeValues(values: readonly unknown[]): Markdown {
  if (values.length === 0) return text('no value');
  const shown = join(
    values.slice(0, MOST_VALUES).map((value) => code(JSON.stringify(value))),
    ', ',
  );
  if (values.length > MOST_VALUES) return prose`one of ${shown} and ${values.length - MOST_VALUES} more`;
  return values.length === 1 ? shown : prose`one of ${shown}`;
}

function range(least: unknown, most: unknown, what: string): Markdown | undefined {
  const [low, high] = [Number(least ?? 0), Number(most ?? Infinity)];
  if (low === 0 && high === Infinity) return undefined;
  const count = (size: number): string => `${size} ${size === 1 ? what : `${what}s`}`;
  if (low === high) return text(count(low));
  return text(high === Infinity ? `at least ${count(low)}` : low === 0 ? `at most ${count(high)}` : `${low} to ${count(high)}`);
}
