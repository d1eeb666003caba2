import { join } from 'node:path';
import pMap from 'p-map';
import type { EmittedFile } from '../emit/emit-files.ts';
import { isOwnedText } from '../emit/header.ts';
import { type Confine, confineTo, type Confinement } from './confine.ts';
import { listLeftovers } from './list-leftovers.ts';
import { contentHash, isManifestText, type KnownFiles, readKnownFiles } from './manifest.ts';
import { readPlace } from './read-place.ts';

/** What has to happen to one path. `before` and `after` make a diff. */
export interface Change {
  readonly kind: 'unchanged' | 'create' | 'update' | 'delete' | 'keep' | 'refused';
  readonly path: string;
  readonly ownership: 'owned' | 'scaffold';
  readonly before?: string;
  readonly after?: string;
  /** SHA-256 of `after`, where it is known. */
  readonly hash?: string;
  /** Why a file is kept or refused, or that one that is replaced was edited. */
  readonly reason?: string;
  /** Where a file of ours that somebody edited is copied to before it is replaced. */
  readonly copy?: string;
}

/** One change a path, sorted by path; the manifest is last, so that it names only what is there. */
export async function compareWithDisk(files: readonly EmittedFile[], options: Confinement): Promise<Change[]> {
  const { root, manifestPath } = options;
  const confine = confineTo(options);
  const known = await readKnown(manifestPath, root, confine);
  const planned = new Set(files.map((file) => file.path));
  const stale = [...known.owned.keys()].filter((path) => !planned.has(path));
  const compare = (file: EmittedFile): Promise<Change> | Change => {
    if (file.current !== undefined) return { kind: 'unchanged', path: file.path, ownership: file.ownership };
    return file.ownership === 'owned'
      ? compareOwned(file, known.owned.get(file.path), root, confine)
      : compareScaffold(file, root, confine);
  };
  const compared = await pMap(files, compare, { concurrency: 16 });
  const changes = [
    ...compared,
    ...(await pMap(stale, (path) => compareStale(path, known.owned.get(path)!, root, confine), { concurrency: 16 })).flat(),
    ...(await listLeftovers(known.scaffolds, compared, files, root, confine)),
  ];
  return changes.toSorted((a, b) => Number(a.path === manifestPath) - Number(b.path === manifestPath) || (a.path < b.path ? -1 : 1));
}

async function readKnown(manifestPath: string, root: string, confine: Confine): Promise<KnownFiles> {
  if (await confine(manifestPath, 'owned')) return readKnownFiles('');
  const place = await readPlace(join(root, manifestPath));
  return readKnownFiles(place.kind === 'file' ? place.text : '');
}

async function compareOwned(
  { path, text, hash: hashOfText }: EmittedFile,
  hashes: readonly string[] = [],
  root: string,
  confine: Confine,
): Promise<Change> {
  const refuse = (reason: string): Change => ({ kind: 'refused', path, ownership: 'owned', reason });
  const outside = await confine(path, 'owned');
  if (outside) return refuse(leadsOut(outside));
  const place = await readPlace(join(root, path));
  if (place.kind === 'blocked') return refuse(place.reason);
  const hashed = hashOfText === undefined || text.includes('\r\n') ? {} : { hash: hashOfText }; // line ends do not count in it
  if (place.kind === 'missing') return { kind: 'create', path, ownership: 'owned', after: text, ...hashed };
  const before = place.text;
  if (before.replaceAll('\r\n', '\n') === text) return { kind: 'unchanged', path, ownership: 'owned' };
  if (hashes.length === 0 && !isOwnedText(before) && !isManifestText(before))
    return refuse('a file that the generator did not write is in its place; move it away');
  const update: Change = { kind: 'update', path, ownership: 'owned', before, after: text, ...hashed };
  const hash = contentHash(before);
  if (hashes.length === 0 || hashes.includes(hash)) return update;
  const copy = `.actionsmith/edited/${path.replaceAll('../', '')}.${hash.slice(0, 8)}`; // the same edit made twice is kept once
  return { ...update, copy, reason: `it was edited by hand; what stood there is kept as ${copy}` };
}

/** A file of the author is never looked into, whatever it is. */
async function compareScaffold({ path, text }: EmittedFile, root: string, confine: Confine): Promise<Change> {
  const refuse = (reason: string): Change => ({ kind: 'refused', path, ownership: 'scaffold', reason });
  const outside = await confine(path, 'scaffold');
  if (outside) return refuse(leadsOut(outside));
  const place = await readPlace(join(root, path));
  if (place.kind === 'blocked' && !place.isLink) return refuse(place.reason);
  if (place.kind === 'missing') return { kind: 'create', path, ownership: 'scaffold', after: text };
  return { kind: 'unchanged', path, ownership: 'scaffold' };
}

/** A file that an earlier contract asked for. */
async function compareStale(path: string, hashes: readonly string[], root: string, confine: Confine): Promise<Change[]> {
  if (await confine(path, 'owned')) return [];
  const place = await readPlace(join(root, path));
  if (place.kind !== 'file') return [];
  const { text: before } = place;
  if (hashes.includes(contentHash(before))) return [{ kind: 'delete', path, ownership: 'owned', before }];
  return [{ kind: 'keep', path, ownership: 'owned', reason: 'the contract no longer asks for it, but it was edited by hand; delete it' }];
}

function leadsOut(outside: string): string {
  return `it leads out of the plugin's folder, to ${outside}`;
}
