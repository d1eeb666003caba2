import type { ImportDeclaration, ImportSpecifier, SourceFile } from 'ts-morph';
import { SyntaxKind } from 'ts-morph';
import type { TextEdit } from './text-edit.ts';

/** What a function needed and a class does not. */
const NO_LONGER = ['defineAction', 'DefinedAction', 'RuntimeContext', 'ActionDefinition'];

/** Imports what the classes need, and no longer what only the functions did. `values` and `types` are names of the toolkit. */
export function rewriteImports(file: SourceFile, values: readonly string[], types: readonly string[]): TextEdit[] {
  const imports = file.getImportDeclarations().filter((declaration) => declaration.getModuleSpecifierValue() === 'actionsmith');
  const specifiers = imports.flatMap((declaration) => declaration.getNamedImports());
  const isThere = (name: string): boolean => specifiers.some((specifier) => specifier.getName() === name);
  const unused = specifiers.filter((specifier) => NO_LONGER.includes(specifier.getName()) && !isUsed(specifier, file));
  const missing = [...values.filter((name) => !isThere(name)), ...types.filter((name) => !isThere(name)).map((name) => `type ${name}`)];
  const home = specifiers.find((specifier) => specifier.getName() === 'defineAction');
  const edits: TextEdit[] = [];
  const isReplaced = home !== undefined && unused.includes(home) && missing.length > 0;
  if (home !== undefined && missing.length > 0) {
    const separator =
      lineOf(home) === lineOf(home.getImportDeclaration()) ? ', ' : `,\n${' '.repeat(home.getStart() - home.getStartLinePos())}`;
    const text = isReplaced ? missing.join(separator) : [...missing, home.getText()].join(separator);
    edits.push({ start: home.getStart(), end: home.getEnd(), text });
  }
  const removed = unused.filter((specifier) => specifier !== home || !isReplaced);
  return [...edits, ...imports.flatMap((declaration) => removeSpecifiers(declaration, removed))];
}

function isUsed(specifier: ImportSpecifier, file: SourceFile): boolean {
  const local = specifier.getAliasNode()?.getText() ?? specifier.getName();
  return file
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .some((node) => node.getText() === local && node.getFirstAncestorByKind(SyntaxKind.ImportDeclaration) === undefined);
}

function removeSpecifiers(declaration: ImportDeclaration, unwanted: readonly ImportSpecifier[]): TextEdit[] {
  const all = declaration.getNamedImports();
  const removed = all.filter((specifier) => unwanted.includes(specifier));
  if (removed.length === 0) return [];
  if (removed.length === all.length && declaration.getDefaultImport() === undefined) return [wholeLines(declaration)];
  return groupsOf(all, removed).map(([first, last]) => {
    const [before, after] = [all[first - 1], all[last + 1]];
    if (after !== undefined) return { start: all[first]!.getStart(), end: after.getStart(), text: '' };
    return { start: before?.getEnd() ?? all[first]!.getStart(), end: all[last]!.getEnd(), text: '' };
  });
}

/** The first and the last of neighbours that go together. */
function groupsOf(all: readonly ImportSpecifier[], removed: readonly ImportSpecifier[]): [number, number][] {
  const groups: [number, number][] = [];
  for (const [index, specifier] of all.entries()) {
    if (!removed.includes(specifier)) continue;
    const last = groups.at(-1);
    if (last?.[1] === index - 1) last[1] = index;
    else groups.push([index, index]);
  }
  return groups;
}

/** A statement with the line break after it. */
function wholeLines(declaration: ImportDeclaration): TextEdit {
  const source = declaration.getSourceFile().getFullText();
  const end = declaration.getEnd();
  return { start: declaration.getStart(), end: end + (/^[ \t]*\r?\n/.exec(source.slice(end))?.[0].length ?? 0), text: '' };
}

function lineOf(node: ImportSpecifier | ImportDeclaration): number {
  return node.getStartLineNumber();
}
