import type { RuleExpression } from '../../model/rules/rule-expression.ts';
import { identifier, literal } from '../code.ts';

/** A rule as TypeScript. Every part stands in parentheses where it must; the formatter takes away what is too much. */
export function printExpression(expression: RuleExpression): string {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value).toString();
    case 'name':
      return `${printName(expression.name)}${expression.sure ? '!' : ''}`;
    case 'field':
      return `${printExpression(expression.of)}.${identifier(expression.name)}${expression.sure ? '!' : ''}`;
    case 'has':
      return `celHas(${printExpression(expression.of)}, ${literal(expression.name)})`;
    case 'not':
      return `!(${printExpression(expression.of)})`;
    case 'negate':
      return `(-(${printExpression(expression.of)}))`;
    case 'truncate':
      return `Math.trunc(${printExpression(expression.of)})`;
    case 'size':
      return `celSize(${printExpression(expression.of)})`;
    case 'binary':
      return printBinary(expression);
    case 'choice':
      return `(${printExpression(expression.test)} ? ${printExpression(expression.yes)} : ${printExpression(expression.no)})`;
    case 'list':
      return `[${expression.items.map(printExpression).join(', ')}]`;
    case 'text':
      return `${printExpression(expression.of)}.${TEXT_METHODS[expression.test]}(${printExpression(expression.by)})`;
    case 'matches':
      return `new RegExp(${literal(expression.pattern)}, 'u').test(${printExpression(expression.of)})`;
    case 'each':
      return printEach(expression);
  }
}

/** The helpers of the runtime that a printed rule calls. */
export function helpersIn(code: string): string[] {
  return [...new Set(code.match(/\bcel(?:Equal|ExistsOne|Has|In|Size)(?=\()/g))].toSorted();
}

const TEXT_METHODS = { startsWith: 'startsWith', endsWith: 'endsWith', contains: 'includes' } as const;
const LIST_METHODS = { all: 'every', exists: 'some', filter: 'filter', map: 'map' } as const;

/** The variable of a macro may be any word, also one of TypeScript's own. */
function printName(name: string): string {
  return name === 'self' ? name : `${identifier(name)}_`;
}

function printBinary({ operator, left, right }: RuleExpression & { kind: 'binary' }): string {
  const [a, b] = [printExpression(left), printExpression(right)];
  if (operator === '==') return `celEqual(${a}, ${b})`;
  if (operator === '!=') return `!celEqual(${a}, ${b})`;
  return operator === 'in' ? `celIn(${a}, ${b})` : `(${a} ${operator} ${b})`;
}

function printEach({ macro, of, overKeys, variable, body }: RuleExpression & { kind: 'each' }): string {
  const list = overKeys ? `Object.keys(${printExpression(of)})` : printExpression(of);
  const test = `(${printName(variable)}) => ${printExpression(body)}`;
  return macro === 'exists_one' ? `celExistsOne(${list}, ${test})` : `${list}.${LIST_METHODS[macro]}(${test})`;
}
