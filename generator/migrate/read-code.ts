import {
  type ArrowFunction,
  type CallExpression,
  type FunctionExpression,
  Node,
  type ParameterDeclaration,
  SyntaxKind,
  type Type,
  ts,
} from 'ts-morph';
import { refuse } from './refuse.ts';

export type FunctionCode = ArrowFunction | FunctionExpression;

/** The function that is written in the call; undefined where it is only named there. Refuses what no method can say. */
export function readCode(call: CallExpression): FunctionCode | undefined {
  const code = call.getArguments()[1];
  if (code === undefined) return refuse('it has no function', call);
  if (Node.isIdentifier(code) || Node.isPropertyAccessExpression(code)) return undefined;
  if (!Node.isArrowFunction(code) && !Node.isFunctionExpression(code)) return refuse('its function is made by code', code);
  if (Node.isFunctionExpression(code) && code.isGenerator()) refuse('its function is a generator', code);
  if (code.getTypeParameters().length > 0) refuse('its function has type parameters', code);
  const [, , third] = code.getParameters();
  if (third !== undefined) refuse('its function takes more than params and a context', third);
  for (const parameter of code.getParameters()) checkParameter(parameter);
  for (const node of code.getDescendants())
    if (isOwnThis(node, code)) refuse(`its function uses ${node.getText()}, which a class has another meaning for`, node);
  return code;
}

/** What the promise of a function is of, as text; undefined where the compiler does not know, or could say it only with an import. */
export function describeResult(code: FunctionCode): string | undefined {
  const returned = code.getReturnType();
  const type = isPromise(returned) ? returned.getTypeArguments()[0] : returned;
  const text = type?.getText(code, ts.TypeFormatFlags.NoTruncation);
  return text === undefined || text === 'any' || text.includes('import(') ? undefined : text;
}

export function givesPromise(code: FunctionCode): boolean {
  return code.isAsync() || isPromise(code.getReturnType());
}

function isPromise(type: Type): boolean {
  return type.getSymbol()?.getName() === 'Promise';
}

function checkParameter(parameter: ParameterDeclaration): void {
  if (parameter.isRestParameter()) refuse('its function takes the rest of its arguments', parameter);
  if (parameter.getName() === 'this') refuse('its function declares what this is', parameter);
}

/** `this`, `arguments` and `new.target` mean the function itself, unless a function in it has its own. */
function isOwnThis(node: Node, code: FunctionCode): boolean {
  const isThis = Node.isThisExpression(node) || node.getKind() === SyntaxKind.MetaProperty;
  const parent = node.getParent();
  const isName = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node;
  const isArguments = Node.isIdentifier(node) && node.getText() === 'arguments' && !isName;
  return (isThis || isArguments) && ownerOfThis(node, code) === code;
}

/** The innermost function around a node that has a `this` of its own; the function of the action where none has. */
export function ownerOfThis(node: Node, code: FunctionCode): Node {
  for (let at = node.getParent(); at !== undefined && at !== code; at = at.getParent()) {
    const hasOwn = Node.isFunctionDeclaration(at) || Node.isFunctionExpression(at) || Node.isMethodDeclaration(at);
    if (
      hasOwn ||
      Node.isGetAccessorDeclaration(at) ||
      Node.isSetAccessorDeclaration(at) ||
      Node.isConstructorDeclaration(at) ||
      Node.isPropertyDeclaration(at)
    )
      return at;
    if (Node.isClassStaticBlockDeclaration(at)) return at;
  }
  return code;
}
