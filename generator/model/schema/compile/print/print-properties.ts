import { printLiteral } from '../../../../print-literal.ts';
import { suggest } from '../../../../../runtime/validation/suggest.ts';
import { FILL } from '../marks.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../../json-schema.ts';
import type { Frame, FunctionCode } from './function-code.ts';
import { printAdditional, printNames, printPatterns, printUnevaluatedProperties } from './print-others.ts';
import { isPresent, member, printPlain } from './own-properties.ts';
import { ValueCode } from './value-code.ts';

/** Keywords of objects, below the condition that the value is one. */
export function printProperties(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  const { value } = frame;
  for (const [name, preset] of Object.entries(mapOf(schema[FILL])))
    code.put(`if (!(${isPresent(code, value.name, name)})) ${member(value.name, name)} = ${printLiteral(preset)};`);
  const { maxProperties: most, minProperties: least } = schema;
  const size = `Object.keys(${value.name}).length`;
  if (typeof most === 'number') code.failIf(`${size} > ${most}`, frame, 'maxProperties', `{ limit: ${most} }`);
  if (typeof least === 'number') code.failIf(`${size} < ${least}`, frame, 'minProperties', `{ limit: ${least} }`);
  if (Array.isArray(schema['required'])) printRequired(code, schema['required'] as string[], schema, frame);
  printNames(code, schema, frame);
  printAdditional(code, schema, frame);
  printDeclared(code, mapOf(schema['properties']), frame);
  printPatterns(code, schema, frame);
  for (const [name, needed] of Object.entries(mapOf(schema['dependentRequired']))) printDependent(code, name, needed as string[], frame);
  for (const [name, inner] of Object.entries(mapOf(schema['dependentSchemas'])))
    code.block(`if (${isPresent(code, value.name, name)}) {`, () =>
      code.printSchema(code, inner as JsonSchema, { ...frame, value: value.fork() }),
    );
  printUnevaluatedProperties(code, schema, frame);
}

function printRequired(code: FunctionCode, names: readonly string[], schema: SchemaObject, frame: Frame): void {
  if (names.length > 0) printPlain(code, frame.value);
  const known = code.scope.knownFields(schema);
  for (const name of names) {
    const near = known.filter((field) => suggest(name, [field]) !== undefined); // fields of their own, and no typing errors
    const namesakes = near.length > 0 ? `, known: ${code.scope.list('names', near)}` : '';
    const params = `{ missingProperty: ${printLiteral(name)}${namesakes} }`;
    code.failIf(`!(${isPresent(code, frame.value.name, name)})`, frame, 'required', params);
  }
}

function printDependent(code: FunctionCode, name: string, needed: readonly string[], frame: Frame): void {
  const { value } = frame;
  code.block(`if (${isPresent(code, value.name, name)}) {`, () => {
    for (const other of needed) {
      const params = `{ property: ${printLiteral(name)}, missingProperty: ${printLiteral(other)} }`;
      code.failIf(`!(${isPresent(code, value.name, other)})`, frame, 'dependentRequired', params);
    }
  });
}

function printDeclared(code: FunctionCode, properties: Readonly<Record<string, unknown>>, frame: Frame): void {
  const { value, sink, seen } = frame;
  const names = Object.keys(properties);
  if (seen !== undefined && names.length > 0) code.put(`${seen}.addNames(${code.scope.list('names', names)});`);
  const body = code.aside(() => {
    for (const name of names) {
      const slot = member(value.name, name);
      const inner = new ValueCode(code.name('value'), value.path.at(name), { slot, propertyName: value.propertyName });
      const lines = code.aside(() => code.printSchema(code, properties[name] as JsonSchema, { value: inner, sink, seen: undefined }));
      if (lines.length === 0) continue;
      code.put(`${inner.assigned ? 'let' : 'const'} ${inner.name} = ${slot};`);
      code.put(`if (${isPresent(code, value.name, name, inner.name)}) {`, ...lines, '}');
    }
  });
  if (body.length === 0) return;
  printPlain(code, value);
  code.put(...body);
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
