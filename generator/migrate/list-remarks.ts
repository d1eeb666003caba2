import { Node } from 'ts-morph';
import type { FunctionAction } from './find-functions.ts';
import type { FunctionCode } from './read-code.ts';
import type { Definition } from './read-definition.ts';

/** The comments of a call that stand neither in a value of its definition nor in its body: a class keeps them above itself. */
export function listRemarks({ call }: FunctionAction, definition: Definition, code: FunctionCode | undefined): string[] {
  const taken = [...Object.values(definition).map(({ value }) => value), ...(code === undefined ? [] : [code.getBody()])];
  const isTaken = (start: number, end: number): boolean => taken.some((part) => start >= part.getStart() && end <= part.getEnd());
  // What follows an arrow without braces, the body has already.
  const arrow = Node.isArrowFunction(code) && !Node.isBlock(code.getBody()) ? code.getEqualsGreaterThan().getEnd() : Infinity;
  const found = new Map<number, string>();
  for (const node of call.getDescendants().filter((at) => !isTaken(at.getPos(), at.getEnd()))) {
    for (const range of [...node.getLeadingCommentRanges(), ...node.getTrailingCommentRanges()]) {
      const [start, end] = [range.getPos(), range.getEnd()];
      const isInCall = start >= call.getStart() && end <= call.getEnd();
      if (isInCall && start < arrow && !isTaken(start, end)) found.set(start, range.getText());
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, text]) => text);
}
