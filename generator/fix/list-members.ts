import { Node } from 'ts-morph';
import type { AuthorFile, AuthorFiles } from './author-files.ts';
import { type ClassNode, findImport, findLocal } from './find-export.ts';
import { CannotFix } from './fixes.ts';

/** A member by its name, with the module that it stands in. */
export interface FoundMember {
  readonly file: AuthorFile;
  readonly node: Node;
}

/** The members of a class and of the author's classes above it, up to the generated base. Throws CannotFix where it does not lead to that. */
export function listMembers(files: AuthorFiles, file: AuthorFile, node: ClassNode, base: string): Map<string, FoundMember> {
  const members = new Map<string, FoundMember>();
  const seen = new Set<ClassNode>();
  for (let at: { file: AuthorFile; node: ClassNode } | undefined = { file, node }; at !== undefined && !seen.has(at.node);) {
    seen.add(at.node);
    for (const member of at.node.getMembers()) {
      const name = Node.isConstructorDeclaration(member) || ('isStatic' in member && member.isStatic()) ? undefined : nameOf(member);
      const known = name === undefined ? undefined : members.get(name);
      const isBetter = known === undefined || (known.file === at.file && !hasBody(known.node) && hasBody(member));
      if (name !== undefined && isBetter) members.set(name, { file: at.file, node: member });
    }
    at = findParent(files, at.file, at.node, base);
  }
  return members;
}

/** `['execute']` and `'execute'` are `execute`. */
export function nameOf(node: Node): string | undefined {
  if (!Node.hasName(node) && !Node.isPropertyNamed(node)) return undefined;
  const name = (node as unknown as { getNameNode(): Node }).getNameNode();
  if (Node.isComputedPropertyName(name)) {
    const value = name.getExpression();
    return Node.isStringLiteral(value) || Node.isNoSubstitutionTemplateLiteral(value) ? value.getLiteralText() : undefined;
  }
  return Node.isStringLiteral(name) || Node.isNumericLiteral(name) ? String(name.getLiteralValue()) : name.getText();
}

/** Undefined where the generated base is reached. */
function findParent(
  files: AuthorFiles,
  file: AuthorFile,
  node: ClassNode,
  base: string,
): { file: AuthorFile; node: ClassNode } | undefined {
  const parent = node.getExtends()?.getExpression();
  const refuse = (reason: string): never => {
    throw new CannotFix(reason, file.path, file.text, node.getStart());
  };
  if (parent === undefined) return refuse(`this class extends nothing; it has to extend ${base}`);
  if (Node.isPropertyAccessExpression(parent) && parent.getName() === base) return undefined;
  if (!Node.isIdentifier(parent)) return refuse(`what is missing in this class cannot be told, for it extends ${parent.getText()}`);
  if (findImport(file.tree, parent.getText())?.name === base) return undefined;
  const found = findLocal(files, file, parent.getText(), true);
  if (found.kind !== 'class') return refuse(`this class extends ${parent.getText()}, which does not lead to ${base}`);
  return found;
}

function hasBody(node: Node): boolean {
  return Node.isBodyable(node) && node.hasBody();
}
