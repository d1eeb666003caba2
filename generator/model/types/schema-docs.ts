import { isRecord, type JsonSchema, type SchemaObject } from '../schema/json-schema.ts';

const LONGEST = 200;
const MOST_EXAMPLES = 3;
const LIMITS = [
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'contentEncoding',
  'contentMediaType',
] as const;
const FLAGS = Object.entries({ uniqueItems: '@uniqueItems', readOnly: '@readonly', writeOnly: '@writeonly', deprecated: '@deprecated' });

/** What an editor shows of a schema: its title and description, default, examples, and the limits that a type cannot say. */
export function schemaDocs(schema: JsonSchema, name: string): string[] {
  if (!isRecord(schema)) return [];
  const lines = proseOf(schema, name);
  if (schema['default'] !== undefined) lines.push(`@default ${shorten(JSON.stringify(schema['default']))}`);
  const examples = Array.isArray(schema['examples']) ? (schema['examples'] as unknown[]) : [];
  for (const example of examples.slice(0, MOST_EXAMPLES)) lines.push(`@example ${shorten(JSON.stringify(example))}`);
  if (schema['type'] === 'integer' || (Array.isArray(schema['type']) && schema['type'].includes('integer'))) lines.push('@integer');
  for (const limit of LIMITS) {
    const value = schema[limit];
    if (typeof value === 'number' || typeof value === 'string') lines.push(`@${limit} ${shorten(String(value))}`);
  }
  for (const [flag, tag] of FLAGS) if (schema[flag] === true) lines.push(tag);
  return lines;
}

/** A title that only repeats the name says nothing beside a description. */
function proseOf(schema: SchemaObject, name: string): string[] {
  const title = textOf(schema['title']);
  const description = textOf(schema['description']);
  if (description === '') return title === '' ? [] : title.split(/\r?\n/);
  const isSaid = title === '' || title === description || lettersOf(name).startsWith(lettersOf(title));
  return [...(isSaid ? [] : [...title.split(/\r?\n/), '']), ...description.split(/\r?\n/)];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '');
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
