import { printLiteral } from '../../../../print-literal.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../../json-schema.ts';
import type { Frame, FunctionCode } from './function-code.ts';
import { isOwn } from './own-properties.ts';
import { decidesNothing, printBranch } from './print-branch.ts';
import { MOST_ERRORS, printLoop } from './print-loop.ts';
import { ValueCode } from './value-code.ts';

/** Up to as many names are compared one by one. */
const MOST_COMPARED = 8;

/** Every name of the object is held against a schema, as a text. */
export function printNames(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  if (!('propertyNames' in schema)) return;
  const { value } = frame;
  const key = code.name('key');
  printLoop(code, frame, {
    head: `for (const ${key} of Object.keys(${value.name})) {`,
    body: (outer) => {
      const named = new ValueCode(key, value.path, { propertyName: key });
      const { errors, fits } = printBranch(code, schema['propertyNames'] as JsonSchema, { ...outer, value: named }, undefined);
      if (errors === undefined) return code.failIf(`!(${fits})`, outer, 'propertyNames');
      const wrong = [...outer.sink.join(errors), ...outer.sink.fail(value, 'propertyNames', `{ propertyName: ${key} }`)];
      code.put(`if (${errors} !== null) {`, ...wrong, '}');
    },
  });
}

/** The properties that nothing else in the schema declares. */
export function printAdditional(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  if (!('additionalProperties' in schema)) return;
  const { value, seen } = frame;
  const { additionalProperties: others } = schema;
  const key = code.name('key');
  const known = isDeclared(code, schema, key);
  if (others === false) printClosed(code, schema, frame, key, known);
  else
    printLoop(code, frame, {
      head: `for (const ${key} of Object.keys(${value.name})) {`,
      skips: known === '' ? undefined : known,
      body: (outer) => printProperty(code, others as JsonSchema, key, outer),
    });
  if (seen !== undefined) code.put(`${seen}.addEveryName();`);
}

function printClosed(code: FunctionCode, schema: SchemaObject, frame: Frame, key: string, known: string): void {
  const { value, sink } = frame;
  const before = code.name('before');
  const own = isOwn(code, value.name, key);
  const params = `{ field: ${key}, known: ${code.scope.list('names', code.scope.knownFields(schema))} }`;
  if (!sink.judges) code.put(`const ${before} = ${sink.size};`);
  code.put(`for (const ${key} in ${value.name}) {`, `if (${known === '' ? own : `!(${known}) && ${own}`}) {`);
  if (!sink.judges) code.put(`if (${sink.size} - ${before} >= ${MOST_ERRORS}) break;`);
  code.fail(frame, 'additionalProperties', params);
  code.put('}', '}');
}

/** The properties whose names match a pattern. */
export function printPatterns(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  const { value, seen } = frame;
  for (const [pattern, inner] of Object.entries(mapOf(schema['patternProperties']))) {
    const key = code.name('key');
    printLoop(code, frame, {
      head: `for (const ${key} of Object.keys(${value.name})) {`,
      only: `${code.scope.pattern(pattern)}.test(${key})`,
      body: (outer) => {
        if (seen !== undefined) code.put(`${seen}.addName(${key});`);
        printProperty(code, inner as JsonSchema, key, outer);
      },
    });
  }
}

/** The properties that no schema around has looked at. */
export function printUnevaluatedProperties(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  const { unevaluatedProperties: others } = schema;
  if (others === undefined) return;
  const { value } = frame;
  const seen = frame.seen!;
  const key = code.name('key');
  const known = (): string => code.scope.list('names', code.scope.knownFields(schema));
  printLoop(code, frame, {
    head: `for (const ${key} of Object.keys(${value.name})) {`,
    skips: `${seen}.hasName(${key})`,
    body: (outer) => {
      if (others === false) code.fail(outer, 'unevaluatedProperties', `{ field: ${key}, known: ${known()} }`);
      else printProperty(code, others as JsonSchema, key, outer);
    },
  });
  code.put(`${seen}.addEveryName();`);
}

function printProperty(code: FunctionCode, schema: JsonSchema, key: string, { value, sink }: Frame): void {
  if (decidesNothing(schema)) return;
  const path = value.path.below(`${code.scope.helper('pointerPart')}(${key})`);
  const inner = new ValueCode(code.name('value'), path, { slot: `${value.name}[${key}]`, propertyName: value.propertyName });
  const body = code.aside(() => code.printSchema(code, schema, { value: inner, sink, seen: undefined }));
  if (body.length > 0) code.put(`${inner.assigned ? 'let' : 'const'} ${inner.name} = ${value.name}[${key}];`, ...body);
}

/** The condition that a name is declared beside; empty where nothing is. */
function isDeclared({ scope }: FunctionCode, schema: SchemaObject, key: string): string {
  const names = Object.keys(mapOf(schema['properties']));
  const patterns = Object.keys(mapOf(schema['patternProperties'])).map((pattern) => `${scope.pattern(pattern)}.test(${key})`);
  const named =
    names.length > MOST_COMPARED ? [`${scope.set('fields', names)}.has(${key})`] : names.map((name) => `${key} === ${printLiteral(name)}`);
  return [...named, ...patterns].join(' || ');
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
