import { type Identifier, Node, type SourceFile } from 'ts-morph';
import type { FunctionAction } from './find-functions.ts';
import { refuse } from './refuse.ts';
import type { TextEdit } from './text-edit.ts';

export interface FileEdit extends TextEdit {
  readonly file: SourceFile;
}

/**
 * What calls the function, here and in other modules: `convert(params, ctx)` becomes `new convert(params, ctx).execute()`. In its own module the name is
 * the class's; others import it by the name they know. Refuses what asks a function for more.
 */
export function rewriteUses(action: FunctionAction, className: string): FileEdit[] {
  const names = action.nameNode === undefined ? importsOf(action) : [action.nameNode];
  const uses = new Set(names.flatMap((name) => name.findReferencesAsNodes()).filter((use): use is Identifier => Node.isIdentifier(use)));
  const edits = [...uses].filter((use) => !names.includes(use)).flatMap((use) => rewriteUse(use, action, className));
  return edits.filter((edit, at) => edits.findIndex((other) => isSame(edit, other)) === at); // `plain as simple` holds two names
}

function rewriteUse(use: Node, action: FunctionAction, className: string): FileEdit[] {
  const file = use.getSourceFile();
  const parent = use.getParent();
  const isHere = file === action.call.getSourceFile();
  const [start, end] = [use.getStart(), use.getEnd()];
  if (Node.isImportSpecifier(parent) || Node.isImportClause(parent) || Node.isNamespaceImport(parent)) return [];
  if (Node.isExportSpecifier(parent))
    return isHere ? [{ file, start: parent.getStart(), end: parent.getEnd(), text: exportAs(parent.getText(), className) }] : [];
  if (Node.isExportAssignment(parent)) return [{ file, start, end, text: className }];
  checkUse(use);
  const name = isHere ? className : use.getText();
  const member = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === use ? parent : use; // `actions.convert(…)`
  const call = member.getParent();
  if (Node.isCallExpression(call) && call.getExpression() === member) {
    if (/[()]/.test(member.getText())) refuse('something calls it by an expression of its own', use);
    const at = call.getStart();
    return [
      { file, start: at, end: at, text: 'new ' },
      ...(isHere ? [{ file, start, end, text: name }] : []),
      { file, start: call.getEnd(), end: call.getEnd(), text: '.execute()' },
    ];
  }
  if (!isHere) return [];
  return [{ file, start, end, text: Node.isShorthandPropertyAssignment(parent) ? `${use.getText()}: ${name}` : name }];
}

function isSame(left: FileEdit, right: FileEdit): boolean {
  return left.file === right.file && left.start === right.start && left.end === right.end && left.text === right.text;
}

/** A class has no definition, and is called by `new`. */
function checkUse(use: Node): void {
  const parent = use.getParentOrThrow();
  if (Node.isPropertyAccessExpression(parent) && parent.getExpression() === use) refuse(`something asks it for ${parent.getName()}`, use);
  if (Node.isElementAccessExpression(parent) && parent.getExpression() === use) refuse('something asks it for a property', use);
  if (Node.isCallExpression(parent) && parent.getExpression().getText() === 'isDefinedAction')
    refuse('something asks whether it is a function', use);
  if (
    Node.isTaggedTemplateExpression(parent) ||
    (Node.isCallExpression(parent) && parent.getQuestionDotTokenNode() !== undefined && parent.getExpression() === use)
  )
    refuse('something calls it in a way that a class cannot be called', use);
  const type = Node.isTypeQuery(parent) ? parent.getParent() : undefined;
  if (Node.isTypeReference(type) && /^(Parameters|ReturnType)$/.test(type.getTypeName().getText()))
    refuse(`something asks for its ${type.getTypeName().getText()}`, use);
}

/** `convert` → `ConvertAction as convert`, `convert as x` → `ConvertAction as x`. */
function exportAs(specifier: string, className: string): string {
  const [local = '', exported = local] = specifier.split(/\s+as\s+/);
  return `${className} as ${exported}`;
}

/** The names under which other modules import a default export. */
function importsOf({ call }: FunctionAction): Identifier[] {
  const own = call.getSourceFile();
  return own
    .getProject()
    .getSourceFiles()
    .flatMap((file) => file.getImportDeclarations())
    .filter((declaration) => declaration.getModuleSpecifierSourceFile() === own)
    .flatMap((declaration) => declaration.getDefaultImport() ?? []);
}
