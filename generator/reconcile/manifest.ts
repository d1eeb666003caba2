import { createHash } from 'node:crypto';
import type { EmittedFile } from '../emit/emit-files.ts';
import type { Styles } from '../plan/style/read-styles.ts';
import { packageVersion } from '../package-version.ts';

/** generated/contract.json: committed and deterministic. What we own, and the hash each action's callers and workers must share. */
export interface Manifest {
  readonly generator: { readonly name: 'actionsmith'; readonly version: string };
  readonly plugin?: string;
  readonly contracts: Readonly<Record<string, string>>;
  /** Path relative to the plugin's folder → SHA-256 of the file as we wrote it. */
  readonly files: Readonly<Record<string, string>>;
  /** Path of the author's file → what the contract asks it to export, with commas between: when that changes, the author is told what to move. */
  readonly scaffolds?: Readonly<Record<string, string>>;
}

/** The emitted files and, last, the manifest that lists the owned ones. */
export async function addManifest(
  files: readonly EmittedFile[],
  of: ManifestSubject,
  { out, styles }: { out: string; styles: Styles['of'] },
): Promise<EmittedFile[]> {
  const { formatOwned } = await import('../emit/format-file.ts');
  const hashed = files.map(withHash);
  const path = `${out}/contract.json`;
  const text = await formatOwned(path, printManifest(buildManifest(of, hashed)), styles(path));
  return [...hashed, withHash({ path, ownership: 'owned', text })];
}

function withHash(file: EmittedFile): EmittedFile {
  const { ownership, current, text } = file;
  return ownership === 'owned' && current === undefined ? { ...file, hash: contentHash(text) } : file;
}

/** What the files were made from. */
export type ManifestSubject = Pick<Manifest, 'plugin' | 'contracts'>;

function buildManifest(of: ManifestSubject, files: readonly EmittedFile[]): Manifest {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const owned = sorted.filter((file) => file.ownership === 'owned');
  const scaffolds = sorted
    .filter((file) => file.ownership === 'scaffold')
    .map((file) => [file.path, exportedNames(file).join(', ')] as const);
  const asked = scaffolds.filter(([, names]) => names !== '');
  return {
    generator: { name: 'actionsmith', version: packageVersion() },
    ...of,
    files: Object.fromEntries(owned.map((file) => [file.path, file.current?.hash ?? file.hash!])),
    ...(asked.length > 0 && { scaffolds: Object.fromEntries(asked) }),
  };
}

/** What one of our scaffolds exports. */
export function exportedNames({ text, current }: EmittedFile): readonly string[] {
  if (current?.exports !== undefined) return current.exports;
  return [...text.matchAll(/^export (?:async )?(?:class|function) ([\p{ID_Continue}$]+)/gmu)].map((match) => match[1]!);
}

function printManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What an earlier run left: path → the hashes under which a file counts as ours, and path → what the author's file was to export. */
export interface KnownFiles {
  readonly owned: ReadonlyMap<string, readonly string[]>;
  readonly scaffolds: ReadonlyMap<string, readonly string[]>;
}

/** Reads a manifest. Where git left both sides of a merge in it, both count; where it is none of ours, nothing is known. */
export function readKnownFiles(text: string): KnownFiles {
  const owned = new Map<string, string[]>();
  const scaffolds = new Map<string, string[]>();
  if (!isManifestText(text)) return { owned, scaffolds };
  const manifest = parseManifest(text);
  const files = manifest === undefined ? findHashes(text) : Object.entries(manifest.files ?? {});
  for (const [path, hash] of files) if (typeof hash === 'string') owned.set(path, [...(owned.get(path) ?? []), hash]);
  for (const [path, names] of Object.entries(manifest?.scaffolds ?? {}))
    if (typeof names === 'string') scaffolds.set(path, names.split(', '));
  return { owned, scaffolds };
}

/** True for a manifest of ours, whole or not. */
export function isManifestText(text: string): boolean {
  return /^\uFEFF?\s*\{\s*(?:<{7}.*\s+)?"generator":\s*\{\s*(?:<{7}.*\s+)?"name":\s*"actionsmith"/.test(text);
}

function findHashes(text: string): [string, string][] {
  return [...text.matchAll(/"([^"\\\n]*\/[^"\\\n]*)":\s*"([0-9a-f]{64})"/g)].map(([, path = '', hash = '']) => [path, hash]);
}

function parseManifest(text: string): Partial<Manifest> | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Partial<Manifest>;
  } catch {
    return undefined;
  }
}

/** A file's fingerprint; a checkout that changed line endings changes nothing. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
