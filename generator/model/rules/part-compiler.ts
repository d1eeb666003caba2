import type { ASTNode } from '@marcbachmann/cel-js';
import type { RuleExpression } from './rule-expression.ts';
import type { Shape, ShapeKind, Shapes } from './shape.ts';

/** A part of a rule, and what is known of its value. */
export interface Compiled {
  readonly expression: RuleExpression;
  readonly shape: Shape;
}

/** What a part of a rule can rely on. */
export interface Surroundings {
  readonly variables: ReadonlyMap<string, Shape>;
  /** See `knownWhere`. */
  readonly known: readonly string[];
}

/** What operators, calls and macros need of the compiler that they are parts of. */
export interface PartCompiler {
  readonly shapes: Shapes;
  compile(node: ASTNode, around: Surroundings): Compiled;
  /** A part that must be of one of some kinds, and of one of them only. Throws RuleFault. */
  typed(node: ASTNode, around: Surroundings, kinds: readonly ShapeKind[]): Compiled;
  /** A field that every alternative declares. Throws RuleFault. */
  findField(shape: Shape, name: string, node: ASTNode): { readonly shape: Shape; readonly required: boolean };
}
