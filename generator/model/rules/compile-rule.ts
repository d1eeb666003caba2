import { type ASTNode, parse, ParseError } from '@marcbachmann/cel-js';
import { ExpressionCompiler } from './compile-expression.ts';
import type { RuleExpression } from './rule-expression.ts';
import { RuleFault } from './rule-fault.ts';
import type { Shape, Shapes } from './shape.ts';

/** A rule in CEL becomes an expression that is known to have a value for everything that fits the schema. Throws RuleFault. */
export function compileRule(text: string, self: Shape, shapes: Shapes): RuleExpression {
  const compiler = new ExpressionCompiler(shapes);
  const { expression, shape } = compiler.compile(parseRule(text), { variables: new Map([['self', self]]), known: [] });
  if (shape.kinds.size === 1 && shape.kinds.has('bool')) return expression;
  throw new RuleFault('a rule must be true or false', undefined, 'compare the value with something');
}

function parseRule(text: string): ASTNode {
  try {
    return parse(text).ast;
  } catch (error) {
    if (error instanceof ParseError) throw new RuleFault(`it is not CEL: ${lowerFirst(error.summary)}`, error.range);
    throw error;
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
