import type { ASTNode, SourceRange } from '@marcbachmann/cel-js';

/** Why a rule cannot be taken: thrown while it is compiled, and caught where it is reported. */
export class RuleFault extends Error {
  /** The part of the rule that is meant. */
  readonly range: SourceRange | undefined;
  readonly suggestion: string | undefined;

  constructor(message: string, range: SourceRange | undefined, suggestion?: string) {
    super(message);
    this.range = range;
    this.suggestion = suggestion;
  }
}

/** The text of a part, as it stands in the rule. */
export function textOf(node: ASTNode): string {
  return node.input.slice(node.start, node.end);
}
