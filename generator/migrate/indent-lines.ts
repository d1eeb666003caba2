import { type Node, SyntaxKind } from 'ts-morph';
import type { TextEdit } from './text-edit.ts';

/** Where the white space at the start of a line is part of a value: within the quotes of a template. */
const VERBATIM: readonly SyntaxKind[] = [
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
  SyntaxKind.JsxText,
];

/** Gives the lines that begin within a stretch of a node another indentation: `wanted` for `present`, and what is deeper stays deeper. */
export function indentLines(node: Node, start: number, end: number, present: string, wanted: string): TextEdit[] {
  if (present === wanted) return [];
  const source = node.getSourceFile().getFullText();
  const verbatim = node.getDescendants().filter((at) => VERBATIM.includes(at.getKind()));
  const edits: TextEdit[] = [];
  for (const line of lineStarts(source, start, end)) {
    const isValue = verbatim.some((at) => at.getStart() < line && line < at.getEnd());
    const isBlank = /^[ \t]*\r?\n/.test(source.slice(line));
    if (!isValue && !isBlank && source.startsWith(present, line)) edits.push({ start: line, end: line + present.length, text: wanted });
  }
  return edits;
}

/** The white space that the line of a place begins with. */
export function indentationAt(source: string, place: number): string {
  return /^[ \t]*/.exec(source.slice(source.lastIndexOf('\n', place - 1) + 1))?.[0] ?? '';
}

/** One level, as the file has it: a tab, or as many blanks as its first indented line; lines of a comment do not count. */
export function indentationUnit(source: string): string {
  const found = /^(\t| +)[^\s*]/m.exec(source);
  return found?.[1] ?? '  ';
}

function lineStarts(source: string, start: number, end: number): number[] {
  const starts = start === 0 || source[start - 1] === '\n' ? [start] : [];
  for (let at = source.indexOf('\n', start); at !== -1 && at + 1 < end; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
