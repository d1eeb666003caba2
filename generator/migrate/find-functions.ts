import {
  type CallExpression,
  type Identifier,
  Node,
  type SourceFile,
  SyntaxKind,
  type VariableDeclaration,
  VariableDeclarationKind,
} from 'ts-morph';
import { refuse } from './refuse.ts';

/** A call of `defineAction` at the top of a module. */
export interface FunctionAction {
  readonly call: CallExpression;
  /** What becomes the class: `export const convert = …;` or `export default …;`. */
  readonly statement: Node;
  readonly declaration: VariableDeclaration | undefined;
  /** Undefined for a default export. */
  readonly nameNode: Identifier | undefined;
  /** `smith.` where the toolkit is imported as a whole. */
  readonly namespace: string;
}

/** Every call of the toolkit's `defineAction` in a file. */
export function findCalls(file: SourceFile): CallExpression[] {
  return file.getDescendantsOfKind(SyntaxKind.CallExpression).filter((call) => isDefineAction(call.getExpression()));
}

/** Refuses what is no declaration of its own. */
export function readFunctionAction(call: CallExpression): FunctionAction {
  const callee = call.getExpression();
  const namespace = Node.isPropertyAccessExpression(callee) ? `${callee.getExpression().getText()}.` : '';
  const parent = call.getParent();
  if (Node.isExportAssignment(parent) && !parent.isExportEquals()) {
    return { call, statement: parent, declaration: undefined, nameNode: undefined, namespace };
  }
  if (!Node.isVariableDeclaration(parent)) refuse('it is neither a const of its own nor the default export', call);
  const statement = parent.getVariableStatement();
  const nameNode = parent.getNameNode();
  if (statement === undefined || !Node.isSourceFile(statement.getParent())) refuse('it is not declared at the top of its module', call);
  if (statement.getDeclarationKind() !== VariableDeclarationKind.Const) refuse('it is no const: something may assign another action', call);
  if (statement.getDeclarations().length !== 1) refuse('it shares its statement with other variables', call);
  if (!Node.isIdentifier(nameNode)) refuse('it has no name of its own', call);
  return { call, statement, declaration: parent, nameNode, namespace };
}

function isDefineAction(callee: Node): boolean {
  const name = Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : callee;
  if (!Node.isIdentifier(name)) return false;
  if (Node.isPropertyAccessExpression(callee)) return name.getText() === 'defineAction' && isImportOfToolkit(callee.getExpression());
  return isImportOfToolkit(name, 'defineAction');
}

/** By the import that the name leads to: the toolkit need not be installed to be recognised. */
function isImportOfToolkit(name: Node, imported?: string): boolean {
  const declarations = name.getSymbol()?.getDeclarations() ?? [];
  return declarations.some((declaration) => {
    const isWanted =
      imported === undefined
        ? Node.isNamespaceImport(declaration)
        : Node.isImportSpecifier(declaration) && declaration.getName() === imported;
    return isWanted && declaration.getFirstAncestorByKind(SyntaxKind.ImportDeclaration)?.getModuleSpecifierValue() === 'actionsmith';
  });
}
