import { printLiteral } from '../../../../print-literal.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../../json-schema.ts';
import type { Frame, FunctionCode } from './function-code.ts';
import { printApplied } from './print-applied.ts';
import { printItems } from './print-items.ts';
import { printNumber, printText } from './print-scalar.ts';
import { printProperties } from './print-properties.ts';
import { isOfType } from './type-conditions.ts';

/** Statements that hold a value against a prepared schema. The order of the keywords is the order of their errors. */
export function printSchema(code: FunctionCode, schema: JsonSchema, outer: Frame): void {
  if (schema === false) return code.fail(outer, 'false schema');
  if (!isRecord(schema)) return;
  const frame = asksForEvaluated(schema) ? { ...outer, seen: code.name('seen') } : outer;
  if (frame !== outer) code.put(`const ${frame.seen!} = new ${code.scope.helper('Evaluated')}();`);
  const types = typesOf(schema);
  const group =
    types.length === 1 ? GROUPS.find(({ type, keywords }) => type === types[0] && keywords.some((name) => name in schema)) : undefined;
  if (group === undefined) printTypes(code, types, schema, frame);
  printApplied(code, schema, frame);
  for (const one of GROUPS) printGroup(code, one, schema, frame, one === group);
  if (frame !== outer && outer.seen !== undefined) code.put(`${outer.seen}.add(${frame.seen!});`);
}

/** Keywords that look at values of one type. */
interface Group {
  readonly type: string;
  readonly keywords: readonly string[];
  readonly print: (code: FunctionCode, schema: SchemaObject, frame: Frame) => void;
}

const GROUPS: readonly Group[] = [
  group('number', printNumber, 'maximum minimum exclusiveMaximum exclusiveMinimum format multipleOf'),
  group('string', printText, 'maxLength minLength pattern format'),
  group('array', printItems, 'maxItems minItems prefixItems items contains minContains maxContains uniqueItems unevaluatedItems'),
  group(
    'object',
    printProperties,
    'actionsmith:fill maxProperties minProperties required propertyNames additionalProperties properties patternProperties dependentRequired dependentSchemas unevaluatedProperties',
  ),
];

function group(type: string, print: Group['print'], keywords: string): Group {
  return { type, print, keywords: keywords.split(' ') };
}

/** Where the schema wants just this type, the same condition decides both. */
function printGroup(code: FunctionCode, { type, keywords, print }: Group, schema: SchemaObject, frame: Frame, decides: boolean): void {
  if (!keywords.some((name) => name in schema)) return;
  const condition = isOfType(type, frame.value.name);
  const body = code.aside(() => print(code, schema, frame));
  const wrong = decides ? code.aside(() => code.fail(frame, 'type', `{ type: ${printLiteral(schema['type'])} }`)) : [];
  if (body.length > 0) code.put(`if (${condition}) {`, ...body, ...(wrong.length > 0 ? ['} else {', ...wrong] : []), '}');
  else if (wrong.length > 0) code.put(`if (!(${condition})) {`, ...wrong, '}');
}

function printTypes(code: FunctionCode, types: readonly string[], schema: SchemaObject, frame: Frame): void {
  if (types.length === 0) return;
  const conditions = types
    .filter((type) => type !== 'integer' || !types.includes('number'))
    .map((type) => isOfType(type, frame.value.name));
  code.failIf(`!(${conditions.join(' || ')})`, frame, 'type', `{ type: ${printLiteral(schema['type'])} }`);
}

function typesOf({ type }: SchemaObject): string[] {
  return type === undefined ? [] : [...new Set([type].flat().map(String))];
}

function asksForEvaluated(schema: SchemaObject): boolean {
  return 'unevaluatedProperties' in schema || 'unevaluatedItems' in schema;
}
