import { type ClassDeclaration, type ClassExpression, Node, type SourceFile } from 'ts-morph';
import type { AuthorFile, AuthorFiles } from './author-files.ts';

export type ClassNode = ClassDeclaration | ClassExpression;

/** What a module exports under a name. */
export type FoundExport =
  | { readonly kind: 'class'; readonly file: AuthorFile; readonly node: ClassNode; readonly isExported: boolean }
  /** Something else: a function of `defineAction`, say. */
  | { readonly kind: 'other' }
  | { readonly kind: 'none' };

const NONE: FoundExport = { kind: 'none' };

/** Follows `export … from` to other modules of the plugin. */
export function findExport(files: AuthorFiles, file: AuthorFile, name: string, seen: ReadonlySet<string> = new Set()): FoundExport {
  if (seen.has(file.path)) return NONE;
  const visited = new Set([...seen, file.path]);
  for (const declaration of file.tree.getExportDeclarations()) {
    const specifier = declaration.getModuleSpecifierValue();
    const named = declaration.getNamedExports().find((item) => (item.getAliasNode()?.getText() ?? item.getName()) === name);
    if (named !== undefined && specifier === undefined) return findLocal(files, file, named.getName(), true, visited);
    const module =
      specifier === undefined || (named === undefined && !declaration.isNamespaceExport()) ? undefined : files.follow(file, specifier);
    if (named !== undefined) return module === undefined ? { kind: 'other' } : findExport(files, module, named.getName(), visited);
    const through = module === undefined ? NONE : findExport(files, module, name, visited);
    if (through.kind !== 'none') return through;
  }
  if (name === 'default') {
    const node = file.tree.getClass((declaration) => declaration.isDefaultExport());
    return node === undefined ? NONE : { kind: 'class', file, node, isExported: true };
  }
  return findLocal(files, file, name, false, visited);
}

/** A class by the name that it has within its module. */
export function findLocal(
  files: AuthorFiles,
  file: AuthorFile,
  name: string,
  isExported: boolean,
  seen: ReadonlySet<string> = new Set(),
): FoundExport {
  const declared = file.tree.getClass(name);
  if (declared !== undefined)
    return { kind: 'class', file, node: declared, isExported: isExported || (declared.isExported() && !declared.isDefaultExport()) };
  const variable = file.tree.getVariableDeclaration(name);
  const value = unwrap(variable?.getInitializer());
  if (variable !== undefined && Node.isClassExpression(value))
    return { kind: 'class', file, node: value, isExported: isExported || variable.getVariableStatement()?.isExported() === true };
  const imported = findImport(file.tree, name);
  const module = imported && files.follow(file, imported.module);
  if (module !== undefined) {
    const found = findExport(files, module, imported!.name, seen);
    return found.kind === 'class' ? { ...found, isExported: found.isExported && isExported } : found;
  }
  return imported !== undefined || findOtherValue(file.tree, name) !== undefined ? { kind: 'other' } : NONE;
}

/** What a module declares under a name, and is no class, no type and no import of a module. */
export function findOtherValue(tree: SourceFile, name: string): Node | undefined {
  const found = tree.getVariableDeclaration(name) ?? tree.getFunction(name) ?? tree.getEnum(name) ?? tree.getModule(name);
  return found ?? tree.getStatements().find((node) => Node.isImportEqualsDeclaration(node) && node.getName() === name);
}

/** Where a name of a module comes from: the module as it is written there, and the name that it has in it. */
export function findImport(
  tree: SourceFile,
  local: string,
): { readonly module: string; readonly name: string; readonly isType: boolean } | undefined {
  for (const declaration of tree.getImportDeclarations()) {
    const module = declaration.getModuleSpecifierValue();
    if (declaration.getDefaultImport()?.getText() === local) return { module, name: 'default', isType: declaration.isTypeOnly() };
    if (declaration.getNamespaceImport()?.getText() === local) return { module, name: '*', isType: declaration.isTypeOnly() };
    for (const item of declaration.getNamedImports())
      if ((item.getAliasNode()?.getText() ?? item.getName()) === local)
        return { module, name: item.getName(), isType: declaration.isTypeOnly() || item.isTypeOnly() };
  }
  return undefined;
}

/** What is in parentheses, or under an `as` or `satisfies`. */
export function unwrap(node: Node | undefined): Node | undefined {
  if (Node.isParenthesizedExpression(node) || Node.isAsExpression(node) || Node.isSatisfiesExpression(node))
    return unwrap(node.getExpression());
  return node;
}
