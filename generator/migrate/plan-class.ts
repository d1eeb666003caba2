import { basename } from 'node:path';
import { type CallExpression, Node, type SourceFile, SyntaxKind } from 'ts-morph';
import { isDeclarable, pascalCase } from '../names.ts';
import { type FunctionAction, readFunctionAction } from './find-functions.ts';
import { printClass } from './print-class.ts';
import { readCode } from './read-code.ts';
import { type Definition, readDefinition } from './read-definition.ts';
import { refuse } from './refuse.ts';
import { type FileEdit, rewriteUses } from './rewrite-uses.ts';

export interface PlannedClass {
  /** As the author called it. */
  readonly name: string;
  readonly className: string;
  readonly isDefault: boolean;
  readonly edits: readonly FileEdit[];
  /** What the module has to import then. */
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** One function of an action as a class, with all that follows from it in other places. Throws CannotMigrate. */
export function planClass(call: CallExpression, isConfigured: (name: string) => boolean): PlannedClass {
  const action = readFunctionAction(call);
  const file = call.getSourceFile();
  const definition = readDefinition(call.getArguments()[0]);
  const code = readCode(call);
  const name = nameOf(action, definition);
  const className = classNameOf(name, file, call);
  const base = baseName(action, file);
  const uses = rewriteUses(action, className);
  const { statement } = action;
  const isInside = (edit: FileEdit): boolean => edit.file === file && edit.start >= statement.getStart() && edit.end <= statement.getEnd();
  const called = code !== undefined && Node.isFunctionExpression(code) ? code.getName() : undefined;
  if (
    called !== undefined &&
    code!
      .getBody()
      .getDescendantsOfKind(SyntaxKind.Identifier)
      .some((node) => node.getText() === called && called !== name)
  )
    refuse('its function calls itself by a name of its own', code!);
  const actionName = definition.name === undefined && !isConfigured(name) ? (called ?? namedFunction(call) ?? 'action') : undefined;
  const printed = printClass({ action, definition, code, className, base, actionName, edits: uses.filter(isInside) });
  const isExported = Node.isVariableStatement(statement) && statement.isExported();
  const newline = file.getFullText().includes('\r\n') ? '\r\n' : '\n';
  const alias = isExported ? `${newline}${newline}export { ${className} as ${name} };` : '';
  const replaced: FileEdit = { file, start: statement.getStart(), end: statement.getEnd(), text: printed.text + alias };
  const place = startOfComments(statement);
  const hoisted = printed.hoisted.map((text): FileEdit => ({ file, start: place, end: place, text: text + newline + newline }));
  return {
    name,
    className,
    isDefault: action.declaration === undefined,
    edits: [...hoisted, replaced, ...uses.filter((edit) => !isInside(edit))],
    values: action.namespace === '' ? ['BaseAction'] : [],
    types: printed.types,
  };
}

/** A default export goes by the name of its action, or of its file. */
function nameOf({ nameNode, call }: FunctionAction, definition: Definition): string {
  const named = definition.name?.value;
  if (nameNode === undefined && Node.isStringLiteral(named)) return named.getLiteralText();
  return nameNode?.getText() ?? basename(call.getSourceFile().getFilePath()).replace(/\..*$/, '');
}

/** `convert` → `ConvertAction`, `convertAction` too. */
function classNameOf(name: string, file: SourceFile, call: CallExpression): string {
  const className = `${pascalCase(name).replace(/(?<=.)Action$/, '')}Action`;
  const isTaken = file.getDescendantsOfKind(SyntaxKind.Identifier).some((node) => node.getText() === className);
  if (isTaken) refuse(`the name ${className} is taken in its module`, call);
  if (!isDeclarable(className)) refuse(`${className} cannot be the name of a class`, call);
  return className;
}

/** What BaseAction is called in the module, by its import. */
function baseName({ namespace, call }: FunctionAction, file: SourceFile): string {
  if (namespace !== '') return `${namespace}BaseAction`;
  const imported = file
    .getImportDeclarations()
    .flatMap((declaration) => (declaration.getModuleSpecifierValue() === 'actionsmith' ? declaration.getNamedImports() : []));
  const own = imported.find((specifier) => specifier.getName() === 'BaseAction');
  if (own !== undefined) return own.getAliasNode()?.getText() ?? 'BaseAction';
  const isTaken = file.getDescendantsOfKind(SyntaxKind.Identifier).some((node) => node.getText() === 'BaseAction');
  if (isTaken) refuse('the name BaseAction means something else in its module', call);
  return 'BaseAction';
}

/** What a function that is only named in the call is called at run time. */
function namedFunction(call: CallExpression): string | undefined {
  const code = call.getArguments()[1];
  return Node.isIdentifier(code) ? code.getText() : undefined;
}

/** Where a statement begins with the comments on it: above them is room for another one. */
function startOfComments(statement: Node): number {
  const source = statement.getSourceFile().getFullText();
  let start = statement.getStart();
  for (const range of statement.getLeadingCommentRanges().toReversed()) {
    if (/\n[ \t]*\r?\n/.test(source.slice(range.getEnd(), start))) break;
    start = range.getPos();
  }
  return start;
}
