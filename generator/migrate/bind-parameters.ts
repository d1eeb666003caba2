import { type Identifier, Node, type ParameterDeclaration, SyntaxKind } from 'ts-morph';
import { ownerOfThis, type FunctionCode } from './read-code.ts';
import type { TextEdit } from './text-edit.ts';

/** What the class itself can do, as the context can. */
const SHORTCUTS: ReadonlySet<string> = new Set(['log', 'setProgress', 'setMetrics', 'logger']);

export interface Binding {
  /** A first line of the method, where the parameter cannot be replaced at every place. */
  readonly firstLine: string | undefined;
  readonly edits: readonly TextEdit[];
}

/** How `execute()` gets what the function took as `params` or `ctx`. */
export function bindParameter(parameter: ParameterDeclaration | undefined, property: 'params' | 'ctx', code: FunctionCode): Binding {
  if (parameter === undefined) return { firstLine: undefined, edits: [] };
  const name = parameter.getNameNode();
  const fallback = parameter.getInitializer()?.getText();
  if (!Node.isIdentifier(name))
    return {
      firstLine: declare(
        name.getText(),
        property,
        fallback,
        name.getDescendantsOfKind(SyntaxKind.BindingElement).some((element) => isWritten(element.getNameNode())),
      ),
      edits: [],
    };
  const uses = usesOf(name);
  const stays = fallback !== undefined || isWritten(name) || uses.some((use) => ownerOfThis(use, code) !== code);
  if (stays && uses.length > 0) return { firstLine: declare(name.getText(), property, fallback, isWritten(name)), edits: [] };
  return { firstLine: undefined, edits: uses.map((use) => replaceUse(use, property)) };
}

function declare(pattern: string, property: 'params' | 'ctx', fallback: string | undefined, isChanged: boolean): string {
  const keyword = isChanged ? 'let' : 'const';
  if (fallback !== undefined) return `${keyword} { ${property}${pattern === property ? '' : `: ${pattern}`} = ${fallback} } = this;`;
  return `${keyword} ${pattern} = this.${property};`;
}

function replaceUse(use: Identifier, property: 'params' | 'ctx'): TextEdit {
  const parent = use.getParent();
  const [start, end] = [use.getStart(), use.getEnd()];
  if (Node.isShorthandPropertyAssignment(parent)) return { start, end, text: `${use.getText()}: this.${property}` };
  const isShortcut =
    property === 'ctx' && Node.isPropertyAccessExpression(parent) && parent.getExpression() === use && SHORTCUTS.has(parent.getName());
  return { start, end, text: isShortcut ? 'this' : `this.${property}` };
}

function usesOf(name: Identifier): Identifier[] {
  return name.findReferencesAsNodes().filter((node): node is Identifier => node !== name && Node.isIdentifier(node));
}

/** True where something assigns to the name. */
function isWritten(name: Node): boolean {
  if (!Node.isIdentifier(name)) return false;
  return usesOf(name).some((use) => {
    const parent = use.getParent();
    if (Node.isBinaryExpression(parent)) return parent.getLeft() === use && isAssignment(parent.getOperatorToken().getText());
    if (Node.isPrefixUnaryExpression(parent) || Node.isPostfixUnaryExpression(parent)) return /\+\+|--/.test(parent.getText());
    return isInAssignedPattern(use) || isLoopTarget(use);
  });
}

function isLoopTarget(use: Node): boolean {
  const loop = use.getParent();
  return (Node.isForOfStatement(loop) || Node.isForInStatement(loop)) && loop.getInitializer() === use;
}

function isAssignment(operator: string): boolean {
  return operator.endsWith('=') && !['==', '===', '!=', '!==', '<=', '>='].includes(operator);
}

/** `({ params } = next)`, `[params] = next` */
function isInAssignedPattern(use: Node): boolean {
  const literal = use.getFirstAncestor((at) => Node.isObjectLiteralExpression(at) || Node.isArrayLiteralExpression(at));
  const assignment = literal?.getParent();
  return Node.isBinaryExpression(assignment) && assignment.getLeft() === literal && isAssignment(assignment.getOperatorToken().getText());
}
