import { OWN } from '../marks.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../../json-schema.ts';
import { referenceOf } from '../../reach-definitions.ts';
import { printAlternatives } from './print-alternatives.ts';
import { printChoices } from './print-choices.ts';
import type { Frame, FunctionCode } from './function-code.ts';
import { decidesNothing, printVerdict } from './print-branch.ts';
import { printCondition } from './print-condition.ts';

/** Keywords of values of any type: those that name values, and those that apply schemas to the same value. */
export function printApplied(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  if (OWN in schema) printCopy(code, frame);
  const reference = referenceOf(schema);
  if (reference !== undefined) printReference(code, reference, frame);
  printChoices(code, schema, frame);
  if ('not' in schema) printNot(code, schema['not'] as JsonSchema, frame);
  for (const keyword of ['anyOf', 'oneOf'] as const)
    if (Array.isArray(schema[keyword])) printAlternatives(code, keyword, schema[keyword] as JsonSchema[], frame);
  if (Array.isArray(schema['allOf'])) for (const inner of schema['allOf'] as JsonSchema[]) code.printSchema(code, inner, frame);
  if ('if' in schema) printCondition(code, schema, frame);
}

/** The value becomes a copy that may be written into. */
function printCopy(code: FunctionCode, { value }: Frame): void {
  if (value.owned || value.slot === undefined) return;
  const { name, slot } = value;
  code.put(`if (${name} !== null && typeof ${name} === "object") {`);
  code.put(value.assign(`Array.isArray(${name}) ? ${name}.slice() : { ...${name} }`), `${slot} = ${name};`, '}');
  value.owned = true;
}

function printReference(code: FunctionCode, name: string, { value, sink, seen }: Frame): void {
  const { scope } = code;
  if (decidesNothing(scope.definitions[name]!)) return;
  const noted = seen === undefined ? '' : `, undefined, undefined, ${seen}`;
  code.put(`${scope.helper('countStep')}();`);
  code.put(...sink.call((all) => `${scope.functionOf(name)}(${value.name}, ${String(value.path)}, ${all}${noted})`));
}

function printNot(code: FunctionCode, schema: JsonSchema, frame: Frame): void {
  if (isRecord(schema) || schema === false) {
    const verdict = printVerdict(code, schema, frame, undefined);
    code.failIf(verdict, frame, 'not');
  } else code.fail(frame, 'not');
}
