import type { JsonSchema, SchemaObject } from '../../json-schema.ts';
import { BLIND } from '../marks.ts';
import type { Frame, FunctionCode } from './function-code.ts';
import { decidesNothing, printVerdict } from './print-branch.ts';
import { printLoop } from './print-loop.ts';
import { ValueCode } from './value-code.ts';

/** Keywords of lists, below the condition that the value is one. */
export function printItems(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  const { name } = frame.value;
  const { maxItems: most, minItems: least } = schema;
  if (typeof most === 'number') code.failIf(`${name}.length > ${most}`, frame, 'maxItems', `{ limit: ${most} }`);
  if (typeof least === 'number') code.failIf(`${name}.length < ${least}`, frame, 'minItems', `{ limit: ${least} }`);
  const prefix = Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as JsonSchema[]) : [];
  for (const [at, inner] of prefix.entries()) printFirst(code, inner, at, frame);
  if ('items' in schema) printRest(code, schema['items'] as JsonSchema, prefix.length, frame);
  if (frame.seen !== undefined && ('items' in schema || prefix.length > 0))
    code.put(`${frame.seen}.addItemsBefore(${'items' in schema ? 'Infinity' : prefix.length});`);
  if ('contains' in schema) printContains(code, schema, frame);
  if (schema['uniqueItems'] === true) {
    const twins = code.name('twins');
    code.put(`const ${twins} = ${code.scope.helper('findTwin')}(${name});`);
    code.failIf(`${twins} !== undefined`, frame, 'uniqueItems', `{ twins: ${twins} }`);
  }
  if ('unevaluatedItems' in schema) printUnevaluated(code, schema['unevaluatedItems'] as JsonSchema, frame);
}

function printFirst(code: FunctionCode, schema: JsonSchema, at: number, frame: Frame): void {
  const { name, path } = frame.value;
  const item = new ValueCode(code.name('item'), path.at(at), { slot: `${name}[${at}]`, propertyName: frame.value.propertyName });
  const body = code.aside(() => code.printSchema(code, schema, { value: item, sink: frame.sink, seen: undefined }));
  if (body.length > 0) code.put(`if (${name}.length > ${at}) {`, declare(item, `${name}[${at}]`), ...body, '}');
}

function printRest(code: FunctionCode, schema: JsonSchema, from: number, frame: Frame): void {
  const { name } = frame.value;
  if (schema === false && from > 0) return code.failIf(`${name}.length > ${from}`, frame, 'items', `{ limit: ${from} }`);
  printEachItem(code, schema, from, frame, undefined);
}

function printEachItem(
  code: FunctionCode,
  schema: JsonSchema,
  from: number,
  frame: Frame,
  unless: ((at: string) => string) | undefined,
): void {
  const { name, path, propertyName } = frame.value;
  const at = code.name('at');
  const item = new ValueCode(code.name('item'), path.below(at), { slot: `${name}[${at}]`, propertyName });
  printLoop(code, frame, {
    head: `for (let ${at} = ${from}; ${at} < ${name}.length; ${at}++) {`,
    skips: unless?.(at),
    body: (inner) => {
      const body = code.aside(() => code.printSchema(code, schema, { ...inner, value: item, seen: undefined }));
      if (body.length > 0) code.put(declare(item, `${name}[${at}]`), ...body);
    },
  });
}

/** Every item is asked where it counts which they are; else enough of them. */
function printContains(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  const {
    contains,
    minContains: min = 1,
    maxContains: max,
  } = schema as { contains: JsonSchema; minContains?: number; maxContains?: number };
  const { name } = frame.value;
  const seen = BLIND in schema ? undefined : frame.seen;
  const params = `{ min: ${min}, max: ${max ?? null} }`;
  const outOf = (count: string): string =>
    [...(min > 0 ? [`${count} < ${min}`] : []), ...(max === undefined ? [] : [`${count} > ${max}`])].join(' || ');
  if (decidesNothing(contains)) {
    if (seen !== undefined) code.put(`${seen}.addItemsBefore(Infinity);`);
    if (outOf('') !== '') code.failIf(outOf(`${name}.length`), frame, 'contains', params);
    return;
  }
  if (outOf('') === '' && seen === undefined) return;
  const [at, item, count] = [code.name('at'), code.name('item'), code.name('count')];
  const value = new ValueCode(item, frame.value.path.below(at), { slot: `${name}[${at}]` });
  code.put(`let ${count} = 0;`, `for (let ${at} = 0; ${at} < ${name}.length; ${at}++) {`);
  code.put(`${code.scope.helper('countStep')}();`, `let ${item} = ${name}[${at}];`);
  const verdict = printVerdict(code, contains, { ...frame, value }, undefined);
  const enough = seen !== undefined ? undefined : max === undefined ? min : max + 1;
  code.put(`if (${verdict}) {`, ...(seen === undefined ? [] : [`${seen}.addItem(${at});`]));
  code.put(enough === undefined ? `${count}++;` : `if (++${count} >= ${enough}) break;`, '}', '}');
  if (outOf('') !== '') code.failIf(outOf(count), frame, 'contains', params);
}

function printUnevaluated(code: FunctionCode, schema: JsonSchema, frame: Frame): void {
  const { name } = frame.value;
  const seen = frame.seen!;
  if (schema === false) {
    const at = code.name('at');
    code.put(`let ${at} = 0;`, `while (${at} < ${name}.length && ${seen}.hasItem(${at})) ${at}++;`);
    code.failIf(`${at} < ${name}.length`, frame, 'unevaluatedItems', `{ limit: ${at} }`);
  } else printEachItem(code, schema, 0, frame, (at) => `${seen}.hasItem(${at})`);
  code.put(`${seen}.addItemsBefore(Infinity);`);
}

function declare({ assigned, name }: ValueCode, expression: string): string {
  return `${assigned ? 'let' : 'const'} ${name} = ${expression};`;
}
