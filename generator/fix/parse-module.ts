import { Project, type SourceFile, ts } from 'ts-morph';

/** A module as a tree, without types: what is missing in a class is seen from names alone, in a fraction of the time. */
export function parseModule(path: string, text: string): SourceFile {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, compilerOptions: { allowJs: true } });
  return project.createSourceFile(`/${path}`, text);
}

/** Where a text stops being TypeScript, and what the compiler says. */
export function findSyntaxError(path: string, text: string): { readonly message: string; readonly position: number } | undefined {
  const { diagnostics = [] } = ts.transpileModule(text, { fileName: path, reportDiagnostics: true });
  const error = diagnostics.find((diagnostic) => diagnostic.category === ts.DiagnosticCategory.Error);
  return error && { message: ts.flattenDiagnosticMessageText(error.messageText, ' '), position: error.start ?? 0 };
}
