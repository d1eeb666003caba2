import { relative } from 'node:path';
import { type Diagnostic, type Project, SyntaxKind } from 'ts-morph';

/** What the compiler says about a project, counted: lines move, messages stay. */
export type KnownErrors = ReadonlyMap<string, number>;

export interface NewError {
  /** `test/use.ts:41: Value of type … is not callable.` */
  readonly text: string;
  /** The names in its line, and that of the class around it. */
  readonly names: ReadonlySet<string>;
}

export function countErrors(project: Project): KnownErrors {
  const counts = new Map<string, number>();
  for (const diagnostic of project.getPreEmitDiagnostics()) counts.set(keyOf(diagnostic), (counts.get(keyOf(diagnostic)) ?? 0) + 1);
  return counts;
}

/** The errors that were not there before. */
export function findNewErrors(project: Project, known: KnownErrors, root: string): NewError[] {
  const left = new Map(known);
  return project.getPreEmitDiagnostics().flatMap((diagnostic) => {
    const count = left.get(keyOf(diagnostic)) ?? 0;
    left.set(keyOf(diagnostic), count - 1);
    return count > 0 ? [] : [describe(diagnostic, root)];
  });
}

function keyOf(diagnostic: Diagnostic): string {
  return `${diagnostic.getSourceFile()?.getFilePath() ?? ''} ${diagnostic.getCode()} ${firstLine(diagnostic)}`;
}

function describe(diagnostic: Diagnostic, root: string): NewError {
  const file = diagnostic.getSourceFile();
  if (file === undefined) return { text: firstLine(diagnostic), names: new Set() };
  const line = diagnostic.getLineNumber() ?? 1;
  const content =
    file
      .getFullText()
      .split('\n')
      .at(line - 1) ?? '';
  const words = content.match(/[\w$]+/g) ?? [];
  const around = file
    .getDescendantAtPos(diagnostic.getStart() ?? 0)
    ?.getFirstAncestorByKind(SyntaxKind.ClassDeclaration)
    ?.getName();
  return {
    text: `${relative(root, file.getFilePath())}:${line}: ${firstLine(diagnostic)}`,
    names: new Set([...words, ...(around === undefined ? [] : [around])]),
  };
}

function firstLine(diagnostic: Diagnostic): string {
  const text = diagnostic.getMessageText();
  return typeof text === 'string' ? text : text.getMessageText();
}
