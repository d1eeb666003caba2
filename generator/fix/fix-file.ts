import { posix } from 'node:path';
import type { TextEdit } from '../migrate/text-edit.ts';
import type { AuthorFile, AuthorFiles } from './author-files.ts';
import { type ClassNode, findExport, findImport } from './find-export.ts';
import { CannotFix, type Refusal } from './fixes.ts';
import { entryNames, findReturned, insertEntries } from './insert-entries.ts';
import { localNameOf, type NeededImport } from './insert-imports.ts';
import { insertMembers } from './insert-members.ts';
import { listMembers } from './list-members.ts';
import type { Scaffold, WantedExport } from './read-scaffold.ts';
import { restyle, styleOf } from './style.ts';

/** What is put into one file. */
export interface Insertion {
  readonly file: AuthorFile;
  readonly edits: readonly TextEdit[];
  /** What the code of the edits uses. */
  readonly needs: readonly NeededImport[];
  readonly added: string;
}

/** What the author's file lacks of what its stub has. */
export function findMissing(files: AuthorFiles, scaffold: Scaffold): { insertions: Insertion[]; refusals: Refusal[] } {
  const insertions: Insertion[] = [];
  const refusals: Refusal[] = [];
  const attempt: Attempt = (work) => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof CannotFix)) throw error;
      if (!refusals.some((known) => known.reason === error.refusal.reason && known.path === error.refusal.path))
        refusals.push(error.refusal);
      return [];
    }
  };
  for (const wanted of scaffold.exports)
    insertions.push(...attempt(() => findMissingOf(files, files.open(scaffold.path), wanted, scaffold, attempt)));
  return { insertions, refusals };
}

/** What cannot be done is noted, and holds up nothing else. */
type Attempt = (work: () => Insertion[]) => Insertion[];

function findMissingOf(files: AuthorFiles, file: AuthorFile, wanted: WantedExport, scaffold: Scaffold, attempt: Attempt): Insertion[] {
  const found = findExport(files, file, wanted.name);
  if (found.kind === 'other') return [];
  if (found.kind === 'none') return [appendExport(file, wanted, scaffold)];
  const exported = found.isExported ? [] : [exportIt(file, wanted)];
  if (wanted.base === undefined) return exported;
  return [...exported, ...completeClass(files, found.file, found.node, wanted, scaffold, attempt)];
}

function completeClass(
  files: AuthorFiles,
  file: AuthorFile,
  node: ClassNode,
  wanted: WantedExport,
  scaffold: Scaffold,
  attempt: Attempt,
): Insertion[] {
  const members = listMembers(files, file, node, wanted.base!);
  const missing = wanted.members.filter((member) => !members.has(member.name));
  const insertions = missing.length === 0 ? [] : attempt(() => addMembers(file, node, missing, wanted, scaffold));
  for (const { name, entries } of wanted.members) {
    const present = members.get(name);
    if (present !== undefined && entries.length > 0)
      insertions.push(...attempt(() => completeEntries(present.file, present.node, name, entries, wanted, scaffold)));
  }
  return insertions;
}

function addMembers(
  file: AuthorFile,
  node: ClassNode,
  missing: WantedExport['members'],
  wanted: WantedExport,
  scaffold: Scaffold,
): Insertion[] {
  const { needs, rename } = resolveNeeds(file, missing.map((member) => member.code).join('\n'), scaffold);
  const codes = missing.map((member) => rename(member.code));
  const edit = insertMembers(node, file.text, codes, styleOf(file.text));
  return [{ file, edits: [edit], needs, added: `${missing.map(({ name }) => `${name}()`).join(' and ')} of ${wanted.name}` }];
}

function completeEntries(
  file: AuthorFile,
  member: Parameters<typeof findReturned>[0],
  name: string,
  wanted: readonly { readonly name: string; readonly code: string }[],
  { name: className }: WantedExport,
  scaffold: Scaffold,
): Insertion[] {
  const literal = findReturned(member);
  const present = literal === undefined ? ['...'] : entryNames(literal);
  const missing = wanted.filter((entry) => !present.includes(entry.name));
  if (missing.length === 0) return [];
  const list = missing.map(({ code }) => code).join(', ');
  if (literal === undefined || present.includes('...')) {
    if (literal === undefined && missing.every((entry) => member.getText().includes(entry.name))) return []; // it is made in another way, and is there
    throw new CannotFix(
      `${name}() does not simply return an object, so see for yourself that it has ${list}`,
      file.path,
      file.text,
      member.getStart(),
    );
  }
  const { needs, rename } = resolveNeeds(file, list, scaffold);
  const edits = insertEntries(
    literal,
    file.text,
    missing.map(({ code }) => rename(code)),
    styleOf(file.text),
  );
  const steps = missing.map((entry) => entry.name).join(', ');
  return [{ file, edits, needs, added: `${missing.length === 1 ? 'step' : 'steps'} ${steps} in ${name}() of ${className}` }];
}

/** A class or function that is not there at all goes to the end of the file, unless another one was to be it. */
function appendExport(file: AuthorFile, wanted: WantedExport, scaffold: Scaffold): Insertion {
  const rival = wanted.base === undefined ? undefined : findRival(file, wanted.base);
  if (rival !== undefined) {
    const name = rival.getName() ?? 'the class';
    const reason = `the contract asks for ${wanted.name}, and ${name} extends ${wanted.base}: give it that name, or name it in \`entrypoint\``;
    throw new CannotFix(reason, file.path, file.text, rival.getStart());
  }
  const style = styleOf(file.text);
  const { needs, rename } = resolveNeeds(file, wanted.code, scaffold);
  const isOpen = file.text !== '' && !file.text.endsWith('\n');
  const text = `${isOpen ? style.newline : ''}${style.newline}${restyle(rename(wanted.code), '', style)}${isOpen ? '' : style.newline}`;
  const end = file.text.length;
  return { file, edits: [{ start: end, end, text }], needs, added: wanted.name };
}

function findRival(file: AuthorFile, base: string): ClassNode | undefined {
  return file.tree.getClasses().find((node) => {
    const parent = node.getExtends()?.getExpression().getText();
    return parent !== undefined && (parent === base || findImport(file.tree, parent)?.name === base);
  });
}

function exportIt(file: AuthorFile, { name }: WantedExport): Insertion {
  const { newline } = styleOf(file.text);
  const isOpen = !file.text.endsWith('\n');
  const end = file.text.length;
  const text = isOpen ? `${newline}export { ${name} };` : `export { ${name} };${newline}`;
  return { file, edits: [{ start: end, end, text }], needs: [], added: `the export of ${name}` };
}

/** What code of the stub needs in a file, and the code with the names that it goes by there. */
function resolveNeeds(file: AuthorFile, code: string, scaffold: Scaffold): { needs: NeededImport[]; rename: (code: string) => string } {
  const needs: NeededImport[] = [];
  const renamed = new Map<string, string>();
  for (const [name, { module, isType }] of scaffold.imports) {
    if (!wordOf(name).test(withoutTexts(code))) continue;
    const needed = { name, isType, module: specifierFor(file.path, scaffold.path, module) };
    const { local, isThere } = localNameOf(file, needed);
    if (!isThere) needs.push(needed);
    if (local !== name) renamed.set(name, local);
  }
  const rename = (text: string): string => [...renamed].reduce((done, [from, to]) => done.replaceAll(wordOf(from, 'g'), to), text);
  return { needs, rename };
}

/** The class may lie in another module than the stub would. */
function specifierFor(path: string, scaffold: string, module: string): string {
  if (!module.startsWith('.') || path === scaffold) return module;
  const found = posix.relative(posix.dirname(path), posix.join(posix.dirname(scaffold), module));
  return found.startsWith('.') ? found : `./${found}`;
}

function withoutTexts(code: string): string {
  return code.replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/\*[^]*?\*\//g, '');
}

function wordOf(name: string, flags = ''): RegExp {
  return new RegExp(`(?<![\\p{ID_Continue}$.])${name.replaceAll('$', '\\$')}(?![\\p{ID_Continue}$])`, `u${flags}`);
}
