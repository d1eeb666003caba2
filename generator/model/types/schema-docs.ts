import { isRecord, type JsonSchema } from '../schema/json-schema.ts';

const LONGEST = 200;
const TAGS = [
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
] as const;

/** What an editor shows of a schema: its description (or title), its default, its limits. */
export function schemaDocs(schema: JsonSchema): string[] {
  if (!isRecord(schema)) return [];
  const text = typeof schema['description'] === 'string' ? schema['description'] : schema['title'];
  const lines = typeof text === 'string' ? text.trim().split(/\r?\n/) : [];
  if (schema['default'] !== undefined) lines.push(`@default ${shorten(JSON.stringify(schema['default']))}`);
  for (const tag of TAGS) {
    const value = schema[tag];
    if (typeof value === 'number' || typeof value === 'string') lines.push(`@${tag} ${shorten(String(value))}`);
  }
  if (schema['deprecated'] === true) lines.push('@deprecated');
  return lines;
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
