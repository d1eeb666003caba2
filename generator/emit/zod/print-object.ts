import { isRecord, type JsonSchema, type SchemaObject } from '../../model/schema/json-schema.ts';
import { FILL } from '../../model/schema/compile/marks.ts';
import { literal, propertyKey } from '../code.ts';
import { fills, type PrintInner, type ZodPrinting } from './zod-printing.ts';

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
];

/** Starts that refuse a property which is not there, by themselves. */
const NEEDS_VALUE = /^z\.(string|number|boolean|null|array|object|looseObject|strictObject|literal)\(/;

export function printObject(schema: SchemaObject, print: PrintInner, printing: ZodPrinting): string {
  const checks = [...printNames(schema, print, printing), ...printCounts(schema), ...printDependent(schema, print, printing)].join('');
  if (meansWhatIsInherited(schema)) return `z.unknown()${printEach(schema, mapOf(schema['properties']), print, printing)}${checks}`;
  const shape = printShape(schema, print, printing);
  const each = schema['patternProperties'] === undefined ? '' : printEach(schema, {}, print, printing);
  return `${shape}${each}${checks}`;
}

/** zod reads what an object inherits as if it were its own, and leaves out a `__proto__`. */
function meansWhatIsInherited({ properties, patternProperties, required }: SchemaObject): boolean {
  const declared = Object.keys(mapOf(properties)).some((name) => name in Object.prototype);
  return declared || '^__proto__$' in mapOf(patternProperties) || listOf(required).includes('__proto__');
}

/** What holds for each property, without zod's own objects: for `named` ones, for those that match a pattern, and for all others. */
function printEach(schema: SchemaObject, named: Readonly<Record<string, unknown>>, print: PrintInner, printing: ZodPrinting): string {
  const { patternProperties, additionalProperties = true, required } = schema;
  const properties = Object.keys(mapOf(schema['properties']));
  const isWhole = Object.keys(named).length > 0 || meansWhatIsInherited(schema);
  const namedCode = Object.entries(named).map(([name, inner]) => `${propertyKey(name)}: ${print(inner as JsonSchema)}`);
  const patterns = Object.entries(mapOf(patternProperties)).map(
    ([pattern, inner]) => `{ pattern: new RegExp(${literal(pattern)}, 'u'), schema: ${print(inner as JsonSchema)} }`,
  );
  const parts = [
    ...(isWhole && schema[FILL] !== undefined ? [`defaults: ${literal(schema[FILL])}`] : []),
    ...(isWhole && listOf(required).length > 0 ? [`required: ${literal(required)}`] : []),
    ...(namedCode.length > 0 ? [`named: { ${namedCode.join(', ')} }`] : []),
    ...(patterns.length > 0 ? [`patterns: [${patterns.join(', ')}]`] : []),
    ...(additionalProperties === true ? [] : [`others: ${print(additionalProperties as JsonSchema)}`]),
    ...(namedCode.length < properties.length && additionalProperties !== true ? [`known: ${literal(properties)}`] : []),
  ];
  const isFilling = (isWhole && schema[FILL] !== undefined) || [named, patternProperties, additionalProperties].some(fills);
  const part = printing.constant(`${printing.helper('zodProperties')}({ ${parts.join(', ')} })`);
  return `.${isFilling ? 'transform' : 'superRefine'}(${part})`;
}

/** zod's own object of the declared properties, with a check for what is required and not declared. */
function printShape(schema: SchemaObject, print: PrintInner, printing: ZodPrinting): string {
  const properties = mapOf(schema['properties']);
  const defaults = mapOf(schema[FILL]);
  const required = listOf(schema['required']);
  const undeclared = required.filter((name) => !Object.hasOwn(properties, name)); // in the shape they would be declared
  const hidden: string[] = [];
  const shape = Object.entries(properties).map(([name, property]) => {
    const inner = print(property as JsonSchema);
    const key = propertyKey(name);
    if (Object.hasOwn(defaults, name)) return `${key}: ${inner}.prefault(${literal(defaults[name])})`;
    if (!required.includes(name)) return `${key}: ${inner}.optional()`;
    if (NEEDS_VALUE.test(inner)) return `${key}: ${inner}`;
    hidden.push(name);
    return `${key}: ${inner}.optional()`;
  });
  return `${printKind(`{ ${shape.join(', ')} }`, schema, print, printing)}${printRequired([...undeclared, ...hidden])}`;
}

function printKind(shape: string, schema: SchemaObject, print: PrintInner, printing: ZodPrinting): string {
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

function printNames({ propertyNames }: SchemaObject, print: PrintInner, printing: ZodPrinting): string[] {
  if (propertyNames === undefined) return [];
  const names = printing.constant(print(propertyNames as JsonSchema));
  return [`.refine((value) => Object.keys(value).every((name) => ${names}.safeParse(name).success))`];
}

function printCounts({ minProperties, maxProperties }: SchemaObject): string[] {
  return [...printCount('>=', minProperties), ...printCount('<=', maxProperties)];
}

function printCount(operator: string, limit: unknown): string[] {
  return typeof limit === 'number' ? [`.refine((value) => Object.keys(value).length ${operator} ${literal(limit)})`] : [];
}

function printDependent(schema: SchemaObject, print: PrintInner, printing: ZodPrinting): string[] {
  const { dependentRequired, dependentSchemas } = schema;
  const entries = [dependentRequired, dependentSchemas].flatMap((value) => Object.entries(mapOf(value)));
  return entries.map(([name, needed]) => {
    const met = Array.isArray(needed)
      ? `${literal(needed)}.every((name) => Object.hasOwn(value, name))`
      : `${printing.constant(print(needed as JsonSchema))}.safeParse(value).success`;
    return `.refine((value) => !Object.hasOwn(value, ${literal(name)}) || ${met})`;
  });
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
