import { isRecord, type JsonSchema, type SchemaObject } from '../../model/schema/json-schema.ts';
import { BLIND, OWN } from '../../model/schema/compile/marks.ts';
import { literal } from '../code.ts';
import { ARRAY_KEYWORDS, printArray } from './print-array.ts';
import { OBJECT_KEYWORDS, printObject } from './print-object.ts';
import { asksWhatIsEvaluated, EVALUATION_KEYWORDS, printEvaluation } from './print-evaluation.ts';
import { NUMBER_KEYWORDS, printNumber, printString, STRING_KEYWORDS } from './print-scalar.ts';
import { type ZodPrinting, ZodRefusal } from './zod-printing.ts';

const ANYTHING = [
  '$ref',
  'const',
  'enum',
  'not',
  'anyOf',
  'oneOf',
  'allOf',
  'if',
  'then',
  'else',
  'type',
  OWN,
  BLIND,
  '$comment',
  'x-message',
];
const TYPES = ['string', 'number', 'boolean', 'null', 'array', 'object'] as const;
type Type = (typeof TYPES)[number];

/** The keywords that say something about values of one type only. */
const KEYWORDS_OF: Readonly<Record<Type, readonly string[]>> = {
  string: STRING_KEYWORDS,
  number: NUMBER_KEYWORDS,
  boolean: [],
  null: [],
  array: ARRAY_KEYWORDS,
  object: OBJECT_KEYWORDS,
};
const KNOWN: ReadonlySet<string> = new Set([...ANYTHING, ...EVALUATION_KEYWORDS, ...Object.values(KEYWORDS_OF).flat()]);

/**
 * A prepared schema as a zod expression. It is a chain of what holds for any value and, last, of what holds for its type: the order in which the
 * validator fills in defaults, so that a check sees the same value in both. Throws ZodRefusal for what cannot be said.
 */
export function printSchema(schema: JsonSchema, printing: ZodPrinting): string {
  if (!isRecord(schema)) return schema ? 'z.unknown()' : 'z.never()';
  const strange = Object.keys(schema).find((keyword) => !KNOWN.has(keyword));
  if (strange !== undefined) throw new ZodRefusal(strange);
  if (asksWhatIsEvaluated(schema)) return printEvaluation(schema, printSchema, printing);
  const stages = [...printAnything(schema, printing), ...printTypes(schema, printing)];
  return stages.length === 0 ? 'z.unknown()' : stages.reduce((chain, stage) => `${chain}.pipe(${stage})`);
}

function printAnything(schema: SchemaObject, printing: ZodPrinting): string[] {
  const print = (inner: unknown): string => printSchema(inner as JsonSchema, printing);
  const part = (inner: unknown): string => printing.constant(print(inner));
  const list = (keyword: string): unknown[] => (Array.isArray(schema[keyword]) ? (schema[keyword] as unknown[]) : []);
  const stages: string[] = [];
  if (typeof schema['$ref'] === 'string') stages.push(printing.reference(schema['$ref']));
  if ('const' in schema) stages.push(...printValues([schema['const']], schema, printing));
  if ('enum' in schema) stages.push(...printValues(list('enum'), schema, printing));
  if ('not' in schema) stages.push(`z.unknown().refine((value) => !${part(schema['not'])}.safeParse(value).success)`);
  if ('anyOf' in schema) stages.push(`z.union([${list('anyOf').map(print).join(', ')}])`);
  if ('oneOf' in schema) {
    const parts = printing.constant(`[${list('oneOf').map(print).join(', ')}]`);
    stages.push(`z.unknown().refine((value) => ${parts}.filter((part) => part.safeParse(value).success).length === 1)`);
  }
  stages.push(...list('allOf').map(print));
  if ('if' in schema && ('then' in schema || 'else' in schema)) {
    const [condition, yes, no] = [part(schema['if']), part(schema['then'] ?? true), part(schema['else'] ?? true)];
    const note = typeof schema['$comment'] === 'string' ? `, ${literal({ error: schema['$comment'] })}` : '';
    stages.push(`z.unknown().refine((value) => (${condition}.safeParse(value).success ? ${yes} : ${no}).safeParse(value).success${note})`);
  }
  return stages;
}

/** Values that are allowed; of other types than the stated ones, none is. */
function printValues(values: readonly unknown[], schema: SchemaObject, printing: ZodPrinting): string[] {
  if (values.length === 0) return ['z.never()'];
  if (values.some((value) => typeof value === 'object' && value !== null)) {
    const known = printing.constant(literal(values).toString());
    return [`z.unknown().refine((value) => ${known}.some((known) => ${printing.helper('equal')}(known, value)))`];
  }
  const allowed = values.filter((value) => typesOf(schema).includes(typeOf(value)));
  return [allowed.length === 0 ? 'z.never()' : `z.literal(${literal(allowed)})`];
}

/** What holds for values of each type that is allowed; nothing where everything is allowed, or where values were listed. */
function printTypes(schema: SchemaObject, printing: ZodPrinting): string[] {
  const types = typesOf(schema);
  const special = Object.values(KEYWORDS_OF)
    .flat()
    .some((keyword) => keyword in schema);
  const isInteger = list(schema['type']).includes('integer') && !list(schema['type']).includes('number');
  const listed = ('enum' in schema || 'const' in schema) && !isInteger;
  if (!special && (types.length === TYPES.length || (listed && !hasObjects(schema)))) return [];
  const printed = types.map((type) => printOne(type, schema, isInteger, printing));
  return [printed.length === 1 ? printed[0]! : `z.union([${printed.join(', ')}])`];
}

function hasObjects(schema: SchemaObject): boolean {
  return [schema['const'], ...list(schema['enum'])].some((value) => typeof value === 'object' && value !== null);
}

function printOne(type: Type, schema: SchemaObject, isInteger: boolean, printing: ZodPrinting): string {
  const print = (inner: JsonSchema): string => printSchema(inner, printing);
  switch (type) {
    case 'string':
      return printString(schema, printing);
    case 'number':
      return printNumber(schema, isInteger, printing);
    case 'array':
      return printArray(schema, print, printing);
    case 'object':
      return printObject(schema, print, printing);
    default:
      return `z.${type}()`;
  }
}

function typesOf(schema: SchemaObject): readonly Type[] {
  const stated = new Set(list(schema['type']).map((type) => (type === 'integer' ? 'number' : type)));
  return 'type' in schema ? TYPES.filter((type) => stated.has(type)) : TYPES;
}

function typeOf(value: unknown): Type {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : (typeof value as Type);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
}
