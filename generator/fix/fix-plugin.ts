import { formatFile } from '../emit/format-file.ts';
import { applyEdits } from '../migrate/text-edit.ts';
import { type AuthorFile, AuthorFiles } from './author-files.ts';
import { findMissing, type Insertion } from './fix-file.ts';
import type { Fixes, Patch, Refusal } from './fixes.ts';
import { insertImports, type NeededImport } from './insert-imports.ts';
import { findSyntaxError } from './parse-module.ts';
import { readScaffold } from './read-scaffold.ts';
import { quoteOf, styleOf } from './style.ts';

/**
 * What the author's classes lack of what the contract asks for: members, steps, whole classes, and the imports that these need. `scaffolds` are
 * the stubs of files that are there (path → text). Nothing is written, and nothing but insertions come of it.
 */
export async function fixPlugin(root: string, scaffolds: ReadonlyMap<string, string>): Promise<Fixes> {
  const files = new AuthorFiles(root);
  const insertions: Insertion[] = [];
  const refusals: Refusal[] = [];
  for (const [path, text] of scaffolds) {
    const stub = await formatFile(path, text, { printWidth: 140, singleQuote: quoteOf(files.textOf(path)) === "'" });
    const missing = findMissing(files, readScaffold(path, stub));
    insertions.push(...missing.insertions);
    refusals.push(...missing.refusals);
  }
  const touched = [...new Set(insertions.map(({ file }) => file))];
  const patches = touched.map((file) =>
    patchFile(
      file,
      insertions.filter((insertion) => insertion.file === file),
    ),
  );
  return { patches: patches.toSorted((a, b) => (a.path < b.path ? -1 : 1)), refusals };
}

function patchFile(file: AuthorFile, insertions: readonly Insertion[]): Patch {
  const needs = new Map<string, NeededImport>(insertions.flatMap((insertion) => insertion.needs).map((need) => [need.name, need]));
  const edits = [...insertImports(file, [...needs.values()], styleOf(file.text)), ...insertions.flatMap((insertion) => insertion.edits)];
  const text = applyEdits(file.text, edits);
  const error = findSyntaxError(file.path, text);
  if (error !== undefined) throw new Error(`what fix made of ${file.path} does not parse: ${error.message}`);
  return { path: file.path, before: file.mark + file.text, after: file.mark + text, added: insertions.map(({ added }) => added) };
}
