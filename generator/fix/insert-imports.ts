import { Node, SyntaxKind } from 'ts-morph';
import type { TextEdit } from '../migrate/text-edit.ts';
import type { AuthorFile } from './author-files.ts';
import { findImport, findOtherValue } from './find-export.ts';
import { CannotFix } from './fixes.ts';
import { indentationAt, quoteOf, type Style } from './style.ts';

/** A name that inserted code uses, and where it comes from. */
export interface NeededImport {
  readonly name: string;
  /** As it is written in the file that gets it. */
  readonly module: string;
  readonly isType: boolean;
}

/** What a needed name is called in a file: by the import that is there already, else by itself. Throws CannotFix where it means something else. */
export function localNameOf(file: AuthorFile, { name, isType }: NeededImport): { readonly local: string; readonly isThere: boolean } {
  const taken = (at?: Node): CannotFix =>
    new CannotFix(`the code to add needs ${name}, which means something else here`, file.path, file.text, at?.getStart());
  for (const declaration of file.tree.getImportDeclarations())
    for (const item of declaration.getNamedImports()) {
      if (item.getName() !== name) continue;
      const isOnlyType = declaration.isTypeOnly() || item.isTypeOnly();
      if (isType || !isOnlyType) return { local: item.getAliasNode()?.getText() ?? name, isThere: true };
      throw new CannotFix(`the code to add needs ${name}, which is imported as a type only`, file.path, file.text, item.getStart());
    }
  if (findImport(file.tree, name) !== undefined) throw taken();
  if (!isType && file.tree.getClass(name) !== undefined) return { local: name, isThere: true };
  const own = file.tree.getClass(name) ?? file.tree.getInterface(name) ?? file.tree.getTypeAlias(name) ?? findOtherValue(file.tree, name);
  if (own !== undefined) throw taken(own);
  return { local: name, isThere: false };
}

/** Into an import of the same module where there is one, else as a statement behind the last import. */
export function insertImports(file: AuthorFile, needed: readonly NeededImport[], style: Style): TextEdit[] {
  const modules = new Map<string, NeededImport[]>();
  for (const item of needed) modules.set(item.module, [...(modules.get(item.module) ?? []), item]);
  const statements: string[] = [];
  const edits: TextEdit[] = [];
  for (const [module, items] of modules) {
    const edit = extendImport(file, module, items, style);
    if (edit !== undefined) edits.push(edit);
    else statements.push(printImport(file, module, items));
  }
  return statements.length === 0 ? edits : [...edits, insertStatements(file, statements, style)];
}

function extendImport(file: AuthorFile, module: string, items: readonly NeededImport[], { newline }: Style): TextEdit | undefined {
  for (const declaration of file.tree.getImportDeclarations()) {
    const first = declaration.getNamedImports()[0];
    if (first === undefined || declaration.getModuleSpecifierValue() !== module) continue;
    const isTypeOnly = declaration.isTypeOnly();
    if (isTypeOnly && items.some((item) => !item.isType)) continue;
    const isOwnLine = first.getStartLineNumber() !== first.getFirstAncestorByKindOrThrow(SyntaxKind.NamedImports).getStartLineNumber();
    const separator = isOwnLine ? `,${newline}${indentationAt(file.text, first.getStart())}` : ', ';
    return {
      start: first.getStart(),
      end: first.getStart(),
      text: items.map((item) => (isTypeOnly ? item.name : specifierOf(item)) + separator).join(''),
    };
  }
  return undefined;
}

function printImport(file: AuthorFile, module: string, items: readonly NeededImport[]): string {
  const quote = quoteOf(file.text);
  const allTypes = items.every((item) => item.isType);
  const names = items.map((item) => (allTypes ? item.name : specifierOf(item)));
  return `import ${allTypes ? 'type ' : ''}{ ${names.join(', ')} } from ${quote}${module}${quote};`;
}

function specifierOf({ name, isType }: NeededImport): string {
  return isType ? `type ${name}` : name;
}

function insertStatements({ text, tree }: AuthorFile, statements: readonly string[], { newline }: Style): TextEdit {
  const last = tree.getImportDeclarations().at(-1) ?? lastDirective(tree.getStatements());
  const code = statements.join(newline);
  if (last === undefined) {
    const start = startOfCode(text, tree.getStatements()[0]);
    const isOpen = start > 0 && text[start - 1] !== '\n'; // the last line of a file without statements
    return { start, end: start, text: (isOpen ? newline : '') + code + newline };
  }
  const rest = /^[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*\*\/[ \t]*)?(\r?\n|$)/.exec(text.slice(last.getEnd()));
  const start = last.getEnd() + (rest?.[0].replace(/\r?\n$/, '').length ?? 0); // at the end of its line, unless more code follows there
  return { start, end: start, text: newline + code + (rest === null ? newline : '') };
}

function lastDirective(statements: readonly Node[]): Node | undefined {
  const end = statements.findIndex((node) => !Node.isExpressionStatement(node) || !Node.isStringLiteral(node.getExpression()));
  return statements[(end === -1 ? statements.length : end) - 1];
}

/** Below the comments at the top of a file, above those of its first statement. */
function startOfCode(text: string, first: Node | undefined): number {
  if (first === undefined) return text.length;
  let start = first.getStart();
  for (const range of first.getLeadingCommentRanges().toReversed()) {
    if (/\n[ \t]*\r?\n/.test(text.slice(range.getEnd(), start))) break;
    if (/^\/\/\s*@ts-|^#!/.test(range.getText())) break;
    start = range.getPos();
  }
  return start;
}
