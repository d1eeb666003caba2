import { type ClassDeclaration, type FunctionDeclaration, Node, type SourceFile } from 'ts-morph';
import { nameOf } from './list-members.ts';
import { parseModule } from './parse-module.ts';

/** A class or function that the contract asks an author for, as the stub has it. */
export interface WantedExport {
  readonly name: string;
  /** The generated class that it extends; undefined for a function. */
  readonly base: string | undefined;
  /** The stub of all of it, with its comment. */
  readonly code: string;
  readonly members: readonly WantedMember[];
}

export interface WantedMember {
  readonly name: string;
  /** Without indentation. */
  readonly code: string;
  /** Of `createSteps`: an entry a step. */
  readonly entries: readonly { readonly name: string; readonly code: string }[];
}

export interface Scaffold {
  readonly path: string;
  readonly exports: readonly WantedExport[];
  /** What its code may use: name → where it is imported from, as written for a file in this place. */
  readonly imports: ReadonlyMap<string, { readonly module: string; readonly isType: boolean }>;
}

/** A step that may be skipped need not say when: the base has an answer. */
const OPTIONAL = new Set(['canSkip']);

/** The stub says what is wanted: what it has and the author's file has not is what is missing. */
export function readScaffold(path: string, text: string): Scaffold {
  const tree = parseModule(path, text);
  const imports = new Map<string, { module: string; isType: boolean }>();
  for (const declaration of tree.getImportDeclarations())
    for (const item of declaration.getNamedImports())
      imports.set(item.getName(), { module: declaration.getModuleSpecifierValue(), isType: declaration.isTypeOnly() || item.isTypeOnly() });
  return { path, exports: listExports(tree), imports };
}

function listExports(tree: SourceFile): WantedExport[] {
  return [...tree.getClasses().map(readClass), ...tree.getFunctions().map(readFunction)];
}

function readClass(node: ClassDeclaration): WantedExport {
  const members = node.getMethods().map((method) => {
    const entries = method.getName() === 'createSteps' ? readEntries(method) : [];
    return { name: method.getName(), code: outdent(method.getText(true)), entries };
  });
  return {
    name: node.getNameOrThrow(),
    base: node.getExtendsOrThrow().getExpression().getText(),
    code: node.getText(true),
    members: members.filter((member) => !OPTIONAL.has(member.name)),
  };
}

function readFunction(node: FunctionDeclaration): WantedExport {
  return { name: node.getNameOrThrow(), base: undefined, code: node.getText(true), members: [] };
}

function readEntries(method: Node): { name: string; code: string }[] {
  const properties = method.getDescendants().filter((node) => Node.isPropertyAssignment(node));
  return properties.map((property) => ({ name: nameOf(property)!, code: property.getText() }));
}

/** A member of our own code: it is indented by one level of two blanks, of which its first line has none any more. */
function outdent(code: string): string {
  return code.replaceAll('\n  ', '\n');
}
