import { Node, type ObjectLiteralExpression, SyntaxKind } from 'ts-morph';
import type { TextEdit } from '../migrate/text-edit.ts';
import { unwrap } from './find-export.ts';
import { nameOf } from './list-members.ts';
import { indentationAt, type Style } from './style.ts';

/** The object that a member gives back, or undefined where it is made in a way that cannot be read. */
export function findReturned(member: Node): ObjectLiteralExpression | undefined {
  const code = Node.isPropertyDeclaration(member) ? unwrap(member.getInitializer()) : member;
  const isCode =
    Node.isMethodDeclaration(code) || Node.isArrowFunction(code) || Node.isFunctionExpression(code) || Node.isGetAccessorDeclaration(code);
  const body = isCode ? code.getBody() : undefined;
  if (body === undefined || !Node.isBlock(body)) return asObject(unwrap(body));
  const returns = body
    .getDescendantsOfKind(SyntaxKind.ReturnStatement)
    .filter(
      (statement) => statement.getFirstAncestor((node) => Node.isFunctionLikeDeclaration(node) || Node.isFunctionExpression(node)) === code,
    );
  const value = returns.length === 1 ? unwrap(returns[0]!.getExpression()) : undefined;
  if (!Node.isIdentifier(value)) return asObject(value);
  const variables = body.getDescendantsOfKind(SyntaxKind.VariableDeclaration).filter((variable) => variable.getName() === value.getText());
  return variables.length === 1 ? asObject(unwrap(variables[0]!.getInitializer())) : undefined;
}

/** The names that an object literal has; a spread is `...`. */
export function entryNames(literal: ObjectLiteralExpression): string[] {
  return literal.getProperties().flatMap((property) => (Node.isSpreadAssignment(property) ? ['...'] : (nameOf(property) ?? '...')));
}

/** Puts entries behind the last one of an object literal. Comments stay with the entry that they are about. */
export function insertEntries(
  literal: ObjectLiteralExpression,
  text: string,
  entries: readonly string[],
  { newline, unit }: Style,
): TextEdit[] {
  const last = literal.getProperties().at(-1);
  const brace = literal.getEnd() - 1;
  const line = text.lastIndexOf('\n', brace - 1) + 1;
  const hasOwnLine = line > literal.getStart() && text.slice(line, brace).trim() === '';
  const comma = endsWithComma(literal);
  if (!hasOwnLine) {
    const at = last?.getEnd() ?? literal.getStart() + 1;
    return [{ start: at, end: at, text: last === undefined ? ` ${entries.join(', ')} ` : `, ${entries.join(', ')}` }];
  }
  const inner = last === undefined ? indentationAt(text, brace) + unit : indentationAt(text, last.getStart());
  const separator: TextEdit[] = last === undefined || comma ? [] : [{ start: last.getEnd(), end: last.getEnd(), text: ',' }];
  return [...separator, { start: line, end: line, text: entries.map((entry) => `${inner}${entry},${newline}`).join('') }];
}

function endsWithComma(literal: ObjectLiteralExpression): boolean {
  return literal.compilerNode.properties.hasTrailingComma === true;
}

function asObject(node: Node | undefined): ObjectLiteralExpression | undefined {
  return Node.isObjectLiteralExpression(node) ? node : undefined;
}
