import { isRecord, type JsonSchema, type SchemaObject } from '../../model/schema/json-schema.ts';
import { literal, propertyKey } from '../code.ts';
import { fills, type PrintInner, type ZodPrinting, ZodRefusal } from './zod-printing.ts';

const FILL = 'actionsmith:fill';

export const OBJECT_KEYWORDS: readonly string[] = [
  FILL,
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
];

/** Starts that refuse a property which is not there, by themselves. */
const NEEDS_VALUE = /^z\.(string|number|boolean|null|array|object|looseObject|strictObject|literal)\(/;

export function printObject(schema: SchemaObject, print: PrintInner, printing: ZodPrinting): string {
  const properties = mapOf(schema['properties']);
  const defaults = mapOf(schema[FILL]);
  const required = (Array.isArray(schema['required']) ? schema['required'] : []).map(String);
  const undeclared = required.filter((name) => !Object.hasOwn(properties, name)); // in the shape they would be declared
  const hidden: string[] = [];
  const shape = Object.entries(properties).map(([name, property]) => {
    if (name in Object.prototype) throw new ZodRefusal(`a property called ${name}, which every object inherits`);
    const inner = print(property as JsonSchema);
    const key = propertyKey(name);
    if (Object.hasOwn(defaults, name)) return `${key}: ${inner}.prefault(${literal(defaults[name])})`;
    if (!required.includes(name)) return `${key}: ${inner}.optional()`;
    if (NEEDS_VALUE.test(inner)) return `${key}: ${inner}`;
    hidden.push(name);
    return `${key}: ${inner}.optional()`;
  });
  const checks = [
    printRequired([...undeclared, ...hidden]),
    ...printPatterns(schema, print, printing),
    ...printCounts(schema),
    ...printDependent(schema, print, printing),
  ];
  return `${printShape(`{ ${shape.join(', ')} }`, schema, print, printing)}${checks.join('')}`;
}

function printShape(shape: string, schema: SchemaObject, print: PrintInner, printing: ZodPrinting): string {
  const additional = schema['additionalProperties'] ?? true;
  if (additional === true || schema['patternProperties'] !== undefined) return `z.looseObject(${shape})`;
  if (additional !== false) return `z.object(${shape}).catchall(${print(additional as JsonSchema)})`;
  if (printing.strict) return `z.strictObject(${shape})`;
  const known = literal(Object.keys(mapOf(schema['properties'])));
  return `z.looseObject(${shape}).refine((value) => Object.keys(value).every((name) => ${known}.includes(name)), ${literal({ error: 'has fields that are not known' })})`;
}

function printRequired(names: readonly string[]): string {
  if (names.length === 0) return '';
  return `.refine((value) => ${literal(names)}.every((name) => Object.hasOwn(value, name)), ${literal({ error: `must have ${names.join(', ')}` })})`;
}

function printPatterns(schema: SchemaObject, print: PrintInner, printing: ZodPrinting): string[] {
  const { propertyNames, patternProperties, additionalProperties } = schema;
  const checks: string[] = [];
  if (propertyNames !== undefined) {
    const names = printing.constant(print(propertyNames as JsonSchema));
    checks.push(`.refine((value) => Object.keys(value).every((name) => ${names}.safeParse(name).success))`);
  }
  if (patternProperties === undefined) return checks;
  if (fills(patternProperties) || fills(additionalProperties)) throw new ZodRefusal('a default inside of patternProperties');
  const patterns = Object.entries(mapOf(patternProperties)).map(
    ([pattern, inner]) => `{ pattern: new RegExp(${literal(pattern)}, 'u'), schema: ${print(inner as JsonSchema)} }`,
  );
  const list = printing.constant(`[${patterns.join(', ')}]`);
  const fits = `${list}.every(({ pattern, schema }) => !pattern.test(name) || schema.safeParse(item).success)`;
  checks.push(`.refine((value) => Object.entries(value).every(([name, item]) => ${fits}))`);
  if (additionalProperties === undefined || additionalProperties === true) return checks;
  const rest = printing.constant(print(additionalProperties as JsonSchema));
  const known = literal(Object.keys(mapOf(schema['properties'])));
  const isKnown = `${known}.includes(name) || ${list}.some(({ pattern }) => pattern.test(name))`;
  checks.push(`.refine((value) => Object.entries(value).every(([name, item]) => ${isKnown} || ${rest}.safeParse(item).success))`);
  return checks;
}

function printCounts({ minProperties, maxProperties }: SchemaObject): string[] {
  return [...printCount('>=', minProperties), ...printCount('<=', maxProperties)];
}

function printCount(operator: string, limit: unknown): string[] {
  return typeof limit === 'number' ? [`.refine((value) => Object.keys(value).length ${operator} ${literal(limit)})`] : [];
}

function printDependent(schema: SchemaObject, print: PrintInner, printing: ZodPrinting): string[] {
  const { dependencies, dependentRequired, dependentSchemas } = schema;
  // The older keyword looks at properties before the defaults inside of them are there.
  if (dependencies !== undefined && fills(schema)) throw new ZodRefusal('dependencies beside defaults');
  const entries = [dependencies, dependentRequired, dependentSchemas].flatMap((value) => Object.entries(mapOf(value)));
  return entries.map(([name, needed]) => {
    const met = Array.isArray(needed)
      ? `${literal(needed)}.every((name) => Object.hasOwn(value, name))`
      : `${printing.constant(print(needed as JsonSchema))}.safeParse(value).success`;
    return `.refine((value) => !Object.hasOwn(value, ${literal(name)}) || ${met})`;
  });
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
