import type { ASTNode } from '@marcbachmann/cel-js';
import type { Compiled, PartCompiler, Surroundings } from './part-compiler.ts';
import type { BinaryOperator, RuleExpression } from './rule-expression.ts';
import { RuleFault, textOf } from './rule-fault.ts';
import { plainShape, type ShapeKind } from './shape.ts';

type ArithmeticNode = ASTNode & { readonly op: '-_' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' };

/** Orders and sums. Integers and numbers are compared as they are, and never mixed in a sum: CEL has no such operator. */
export function compileArithmetic(compiler: PartCompiler, node: ArithmeticNode, around: Surroundings): Compiled {
  if (node.op === '-_') {
    const { expression, shape } = compiler.typed(node.args, around, ['int', 'double']);
    return { expression: { kind: 'negate', of: expression }, shape: plainShape(...shape.kinds) };
  }
  const [leftNode, rightNode] = node.args;
  const isOrder = node.op.startsWith('<') || node.op.startsWith('>');
  const allowed: ShapeKind[] = isOrder || node.op === '+' ? ['int', 'double', 'string'] : ['int', 'double'];
  const left = compiler.typed(leftNode, around, allowed);
  const [kind] = left.shape.kinds;
  const right = compiler.typed(rightNode, around, kind === 'string' ? ['string'] : ['int', 'double']);
  const expression: RuleExpression = {
    kind: 'binary',
    operator: node.op as BinaryOperator,
    left: left.expression,
    right: right.expression,
  };
  if (isOrder) return { expression, shape: plainShape('bool') };
  if (!right.shape.kinds.has(kind!)) throw mixed(leftNode, rightNode, kind === 'int' ? leftNode : rightNode, node);
  if (node.op === '/' || node.op === '%') return divide(node, expression, right.expression, kind!);
  return { expression, shape: plainShape(kind!) };
}

function mixed(left: ASTNode, right: ASTNode, whole: ASTNode, node: ASTNode): RuleFault {
  const text = textOf(whole);
  const fix = /^\d+$/.test(text) ? `${text}.0` : `double(${text})`;
  return new RuleFault(
    `${textOf(left)} and ${textOf(right)} are an integer and a number, which CEL does not mix`,
    node.range,
    `write ${fix}`,
  );
}

/** A division by what may be zero has no value, so only a constant may stand there. Integers are divided without remainder. */
function divide(node: ArithmeticNode, expression: RuleExpression, by: RuleExpression, kind: ShapeKind): Compiled {
  if (by.kind !== 'literal' || by.value === 0)
    throw new RuleFault('a rule divides by a constant that is not 0', node.range, 'multiply the other side instead');
  if (node.op === '%' && kind === 'double') throw new RuleFault('% is for integers', node.range);
  return { expression: node.op === '/' && kind === 'int' ? { kind: 'truncate', of: expression } : expression, shape: plainShape(kind) };
}
