import { join } from 'node:path';
import type { EmittedFile } from '../emit/emit-files.ts';
import type { Change } from './compare-with-disk.ts';
import type { Confine } from './confine.ts';
import { type AuthorExport, findRenamed } from './find-renamed.ts';
import { exportedNames } from './manifest.ts';
import { readPlace } from './read-place.ts';

/**
 * The author's code that an earlier contract asked for and this one does not: one change a file, with what to do about it; it is never
 * touched. `known` is what the last manifest says (path → names), `compared` what happens to the files of this contract.
 */
export async function listLeftovers(
  known: ReadonlyMap<string, readonly string[]>,
  compared: readonly Change[],
  files: readonly EmittedFile[],
  root: string,
  confine: Confine,
): Promise<Change[]> {
  const wanted = files.filter((file) => file.ownership === 'scaffold').flatMap((file) => exportsOf(file.path, exportedNames(file)));
  const previous = [...known].flatMap(([path, names]) => exportsOf(path, names));
  const [isWanted, wasWanted] = [new Set(wanted.map(keyOf)), new Set(previous.map(keyOf))];
  const added = wanted.filter((item) => !wasWanted.has(keyOf(item)));
  const stubs = new Set(compared.filter((change) => change.kind === 'create').map((change) => change.path));
  const reasons = new Map<string, string[]>();
  for (const left of previous.filter((item) => !isWanted.has(keyOf(item)))) {
    if (!(await isThere(left, root, confine))) continue;
    reasons.set(left.path, [...(reasons.get(left.path) ?? []), describe(left, added, stubs)]);
  }
  return [...reasons].map(([path, texts]) => ({ kind: 'keep', path, ownership: 'scaffold', reason: texts.join('; ') }));
}

function describe(left: AuthorExport, added: readonly AuthorExport[], stubs: ReadonlySet<string>): string {
  const gone = `the contract no longer asks for ${left.name}`;
  const renamed = findRenamed(left, added);
  if (renamed?.name === left.name) return `the contract asks for ${left.name} in ${renamed.path} now; move your code there, else delete it`;
  if (renamed === undefined) return `${gone}; delete it when you do not need it any more`;
  if (renamed.path === left.path) return `${gone}; was it renamed to ${renamed.name}? Then give it that name, else delete it`;
  const place = stubs.has(renamed.path) ? `over the new ${renamed.path}` : `to ${renamed.path}`;
  return `${gone}; was it renamed to ${renamed.name}? Then move your code ${place}, else delete it`;
}

async function isThere({ path, name }: AuthorExport, root: string, confine: Confine): Promise<boolean> {
  if (await confine(path, 'scaffold')) return false;
  const place = await readPlace(join(root, path));
  return (
    place.kind === 'file' &&
    new RegExp(`(?<![\\p{ID_Continue}$])${name.replaceAll('$', '\\$')}(?![\\p{ID_Continue}$])`, 'u').test(place.text)
  );
}

function exportsOf(path: string, names: readonly string[]): AuthorExport[] {
  return names.map((name) => ({ path, name }));
}

function keyOf({ path, name }: AuthorExport): string {
  return `${path}\0${name}`;
}
