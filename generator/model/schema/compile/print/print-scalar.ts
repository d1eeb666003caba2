import { printLiteral } from '../../../../print-literal.ts';
import type { SchemaObject } from '../../json-schema.ts';
import type { Frame, FunctionCode } from './function-code.ts';

/** Keywords of numbers, below the condition that the value is one. */
export function printNumber(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  const { name } = frame.value;
  for (const [keyword, fails, holds] of BOUNDS) {
    const limit = schema[keyword];
    if (typeof limit !== 'number') continue;
    const params = `{ comparison: ${printLiteral(holds)}, limit: ${printLiteral(limit)} }`;
    code.failIf(`${name} ${fails} ${printLiteral(limit)}`, frame, keyword, params);
  }
  const { multipleOf } = schema;
  if (multipleOf === undefined) return;
  const divisor = printLiteral(multipleOf);
  code.failIf(`!${code.scope.helper('isMultipleOf')}(${name}, ${divisor})`, frame, 'multipleOf', `{ multipleOf: ${divisor} }`);
}

/** Keyword, how a value fails it, how one holds it. */
const BOUNDS = [
  ['maximum', '>', '<='],
  ['minimum', '<', '>='],
  ['exclusiveMaximum', '>=', '<'],
  ['exclusiveMinimum', '<=', '>'],
] as const;

/** Keywords of texts. A text has at most as many characters as code units, and at least half as many: most need not be counted. */
export function printText(code: FunctionCode, schema: SchemaObject, frame: Frame): void {
  const { scope } = code;
  const { name } = frame.value;
  const { maxLength: most, minLength: least, pattern, format } = schema;
  const characters = (): string => `${scope.helper('ucs2length')}(${name})`;
  if (typeof most === 'number')
    code.failIf(`${name}.length > ${most} && ${characters()} > ${most}`, frame, 'maxLength', `{ limit: ${most} }`);
  if (typeof least === 'number') {
    const fails = least > 1 ? `${name}.length < ${2 * least} && ${characters()} < ${least}` : `${name}.length < ${least}`;
    code.failIf(fails, frame, 'minLength', `{ limit: ${least} }`);
  }
  if (typeof pattern === 'string')
    code.failIf(`!${scope.pattern(pattern)}.test(${name})`, frame, 'pattern', `{ pattern: ${printLiteral(pattern)} }`);
  const test = typeof format === 'string' && Object.hasOwn(scope.formats, format) ? scope.formats[format] : undefined;
  if (test !== undefined) code.failIf(`!${scope.helper(test)}(${name})`, frame, 'format', `{ format: ${printLiteral(format)} }`);
}
