import { isRecord, type JsonSchema, type SchemaObject } from '../../model/schema/json-schema.ts';
import { literal } from '../code.ts';
import type { ZodPrinting } from './zod-printing.ts';

export const EVALUATION_KEYWORDS = ['unevaluatedProperties', 'unevaluatedItems'] as const;

type Print = (schema: JsonSchema, printing: ZodPrinting) => string;

/** Keywords that are steps of their own, because they evaluate what other schemas do. */
const STEPS = ['$ref', 'anyOf', 'oneOf', 'allOf', 'dependentSchemas', ...EVALUATION_KEYWORDS] as const;

/** Keywords of the value as a whole that evaluate nothing, in the order in which the validator has them: before `anyOf`. */
const FIRST = ['const', 'enum', 'not'];

/** Whether a schema says something about what is left by all that applies to the same value. */
export function asksWhatIsEvaluated(schema: SchemaObject): boolean {
  return EVALUATION_KEYWORDS.some((keyword) => keyword in schema && schema[keyword] !== true);
}

/** zod does not tell what its parts have looked at; so such a schema is taken apart, into steps of which each says what it evaluates. */
export function printEvaluation(schema: SchemaObject, print: Print, printing: ZodPrinting): string {
  return `z.unknown().transform(${printing.helper('zodEvaluation')}(${printing.constant(printSteps(schema, print, printing))}))`;
}

/** The steps of a prepared schema, in the order in which the validator takes them. */
export function printSteps(schema: JsonSchema, print: Print, printing: ZodPrinting): string {
  if (!isRecord(schema)) return schema ? '[]' : '[{ parse: z.never() }]';
  const steps = (inner: unknown): string => `() => ${printing.constant(printSteps(inner as JsonSchema, print, printing))}`;
  const schemasOf = (keyword: string): unknown[] => (Array.isArray(schema[keyword]) ? (schema[keyword] as unknown[]) : []);
  const whole = pick(schema, (keyword) => FIRST.includes(keyword) || keyword === 'type');
  const typed = pick(schema, (keyword) => !FIRST.includes(keyword) && !(STEPS as readonly string[]).includes(keyword));
  const printed: string[] = [];
  if (typeof schema['$ref'] === 'string') printed.push(`all: () => ${printing.stepsOf(schema['$ref'])}`);
  if (FIRST.some((keyword) => keyword in schema)) printed.push(`parse: ${print(whole, printing)}`);
  if ('anyOf' in schema) printed.push(`any: [${schemasOf('anyOf').map(steps).join(', ')}]`);
  if ('oneOf' in schema) printed.push(`any: [${schemasOf('oneOf').map(steps).join(', ')}], exactlyOne: true`);
  for (const inner of schemasOf('allOf')) printed.push(`all: ${steps(inner)}`);
  printed.push(`parse: ${print(typed, printing)}, evaluates: ${printEvaluates(schema)}`);
  if (isRecord(schema['dependentSchemas']))
    for (const [name, inner] of Object.entries(schema['dependentSchemas'])) printed.push(`where: ${literal(name)}, all: ${steps(inner)}`);
  if ('unevaluatedItems' in schema) printed.push(`restOfItems: ${print(schema['unevaluatedItems'] as JsonSchema, printing)}`);
  if ('unevaluatedProperties' in schema)
    printed.push(`restOfProperties: ${print(schema['unevaluatedProperties'] as JsonSchema, printing)}`);
  return `[${printed.map((step) => `{ ${step} }`).join(', ')}]`;
}

/** What the keywords of a schema evaluate by themselves. */
function printEvaluates({ properties, patternProperties, additionalProperties, prefixItems, items }: SchemaObject): string {
  const patterns = isRecord(patternProperties) ? Object.keys(patternProperties) : [];
  const parts = [
    ...(isRecord(properties) ? [`names: ${literal(Object.keys(properties))}`] : []),
    ...(patterns.length > 0 ? [`patterns: [${patterns.map((pattern) => `new RegExp(${literal(pattern)}, 'u')`).join(', ')}]`] : []),
    ...(additionalProperties === undefined ? [] : ['allNames: true']),
    ...(Array.isArray(prefixItems) ? [`items: ${prefixItems.length}`] : []),
    ...(items === undefined ? [] : ['allItems: true']),
  ];
  return `{ ${parts.join(', ')} }`;
}

function pick(schema: SchemaObject, isMeant: (keyword: string) => boolean): SchemaObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => isMeant(keyword)));
}
