import { SyntaxKind } from 'ts-morph';
import type { TextEdit } from '../migrate/text-edit.ts';
import type { ClassNode } from './find-export.ts';
import { indentationAt, restyle, type Style } from './style.ts';

/** Puts members at the end of a class, before its closing brace. `members` are our code, without indentation. */
export function insertMembers(node: ClassNode, text: string, members: readonly string[], style: Style): TextEdit {
  const { newline, unit } = style;
  const brace = node.getLastChildByKindOrThrow(SyntaxKind.CloseBraceToken).getStart();
  const outer = indentationAt(text, node.getStart());
  const code = members.map((member) => restyle(member, outer + unit, style)).join(newline + newline);
  const isEmpty = node.getMembers().length === 0;
  const line = text.lastIndexOf('\n', brace - 1) + 1;
  if (line > node.getFirstChildByKindOrThrow(SyntaxKind.OpenBraceToken).getStart() && text.slice(line, brace).trim() === '')
    return { start: line, end: line, text: `${isEmpty ? '' : newline}${code}${newline}` };
  return { start: brace, end: brace, text: `${isEmpty ? '' : newline}${newline}${code}${newline}${outer}` };
}
