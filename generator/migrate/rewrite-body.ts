import { type Block, type Expression, Node } from 'ts-morph';
import { bindParameter } from './bind-parameters.ts';
import { indentationAt, indentLines } from './indent-lines.ts';
import type { FunctionCode } from './read-code.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';

/**
 * The lines of `execute()`: the author's own, with what the class has in place of the parameters, and moved to where a method has them.
 * `others` are edits for other reasons; those within the body are made here.
 */
export function rewriteBody(code: FunctionCode, wanted: string, others: readonly TextEdit[]): string[] {
  const [params, ctx] = code.getParameters();
  const bindings = [bindParameter(params, 'params', code), bindParameter(ctx, 'ctx', code)];
  const first = bindings.flatMap(({ firstLine }) => (firstLine === undefined ? [] : [wanted + firstLine]));
  const edits = [...bindings.flatMap((binding) => binding.edits), ...others];
  const body = code.getBody();
  const lines = Node.isBlock(body) ? blockLines(body, wanted, edits) : valueLines(code, body as Expression, wanted, edits);
  return [...first, ...lines];
}

function blockLines(block: Block, wanted: string, edits: readonly TextEdit[]): string[] {
  const source = block.getSourceFile().getFullText();
  const opened = block.getStart() + 1;
  const firstLine = /^[^\S\n]*\n/.exec(source.slice(opened));
  const start = opened + (firstLine?.[0].length ?? /^[^\S\n]*/.exec(source.slice(opened))![0].length);
  const end = opened + source.slice(opened, block.getEnd() - 1).trimEnd().length;
  if (end <= start) return [];
  const text = moveTo(block, start, end, wanted, edits, firstIndentation(source, start, end));
  return [firstLine === null ? wanted + text : text];
}

/** `=> value` becomes `return value;`, with the remarks on it. */
function valueLines(code: FunctionCode, body: Expression, wanted: string, edits: readonly TextEdit[]): string[] {
  const source = code.getSourceFile().getFullText();
  const isBraced = Node.isParenthesizedExpression(body) && Node.isObjectLiteralExpression(body.getExpression());
  const value = isBraced ? body.getExpression() : body;
  const arrow = Node.isArrowFunction(code) ? code.getEqualsGreaterThan().getEnd() : body.getStart();
  const remark = source.slice(arrow, body.getStart()).trim();
  const [start, end] = [value.getStart(), value.getEnd()];
  const text = moveTo(value, start, end, wanted, edits, indentationAt(source, start));
  return [...(remark === '' ? [] : [wanted + remark]), `${wanted}return ${text};`];
}

function moveTo(node: Node, start: number, end: number, wanted: string, edits: readonly TextEdit[], present: string): string {
  const own = edits.filter((edit) => edit.start >= start && edit.end <= end);
  const all = [...own, ...indentLines(node, start, end, present, wanted)];
  return applyEdits(
    node.getSourceFile().getFullText().slice(start, end),
    all.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );
}

/** Of the first line that begins in a stretch and has something in it. */
function firstIndentation(source: string, start: number, end: number): string {
  const begun = source[start - 1] === '\n' ? start : source.indexOf('\n', start) + 1;
  if (begun === 0 || begun >= end) return '';
  return /^(?:[ \t]*\r?\n)*([ \t]*)/.exec(source.slice(begun, end))?.[1] ?? '';
}
