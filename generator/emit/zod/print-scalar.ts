import { assertedFormats } from '../../model/schema/formats.ts';
import type { SchemaObject } from '../../model/schema/json-schema.ts';
import { identifier, literal } from '../code.ts';
import type { ZodPrinting } from './zod-printing.ts';

export const STRING_KEYWORDS: readonly string[] = ['minLength', 'maxLength', 'pattern', 'format'];
export const NUMBER_KEYWORDS: readonly string[] = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

/** JSON Schema counts characters where zod counts UTF-16 units: the same for 0 and 1 only. */
export function printString(schema: SchemaObject, printing: ZodPrinting): string {
  const { minLength, maxLength, pattern, format } = schema;
  let code = 'z.string()';
  if (typeof minLength === 'number') code += minLength <= 1 ? `.min(${minLength})` : printLength('>=', minLength, printing);
  if (typeof maxLength === 'number') code += maxLength === 0 ? '.max(0)' : printLength('<=', maxLength, printing);
  if (typeof pattern === 'string') code += `.regex(new RegExp(${literal(pattern)}, 'u'))`;
  if (printing.assertFormats && typeof format === 'string' && Object.hasOwn(assertedFormats, format)) {
    const check = printing.helper(assertedFormats[format]!);
    code += `.refine((text) => ${identifier(check)}(text), ${literal({ error: `must be of the format ${format}` })})`;
  }
  return code;
}

function printLength(operator: '>=' | '<=', length: number, printing: ZodPrinting): string {
  const error = `must have ${operator === '>=' ? 'at least' : 'at most'} ${length} characters`;
  return `.refine((text) => ${printing.helper('ucs2length')}(text) ${operator} ${literal(length)}, ${literal({ error })})`;
}

const BOUNDS = { minimum: 'gte', maximum: 'lte', exclusiveMinimum: 'gt', exclusiveMaximum: 'lt' } as const;

/** `z.int()` is narrower: it has no numbers beyond the safe ones. */
export function printNumber(schema: SchemaObject, isInteger: boolean, printing: ZodPrinting): string {
  let code = 'z.number()';
  if (isInteger) code += `.refine((number) => Number.isInteger(number), ${literal({ error: 'must be an integer' })})`;
  for (const [keyword, method] of Object.entries(BOUNDS)) {
    if (typeof schema[keyword] === 'number') code += `.${method}(${literal(schema[keyword])})`;
  }
  const { multipleOf } = schema;
  if (typeof multipleOf === 'number') {
    const error = `must be a multiple of ${multipleOf}`;
    code += `.refine((number) => ${printing.helper('isMultipleOf')}(number, ${literal(multipleOf)}), ${literal({ error })})`;
  }
  return code;
}
