import { createHash } from 'node:crypto';
import type { EmittedFile } from '../emit/emit-files.ts';
import { packageVersion } from '../package-version.ts';

/** generated/contract.json: committed and deterministic. What we own, and the hash each action's callers and workers must share. */
export interface Manifest {
  readonly generator: { readonly name: 'actionsmith'; readonly version: string };
  readonly plugin?: string;
  readonly contracts: Readonly<Record<string, string>>;
  /** Path relative to the plugin's folder → SHA-256 of the file as we wrote it. */
  readonly files: Readonly<Record<string, string>>;
}

/** The emitted files and, last, the manifest that lists the owned ones. */
export function addManifest(files: readonly EmittedFile[], of: ManifestSubject, out: string): EmittedFile[] {
  const owned = files.filter((file) => file.ownership === 'owned');
  return [...files, { path: `${out}/contract.json`, ownership: 'owned', text: printManifest(buildManifest(of, owned)) }];
}

/** What the files were made from. */
export type ManifestSubject = Pick<Manifest, 'plugin' | 'contracts'>;

function buildManifest(of: ManifestSubject, owned: readonly EmittedFile[]): Manifest {
  return {
    generator: { name: 'actionsmith', version: packageVersion() },
    ...of,
    files: Object.fromEntries(owned.map((file) => [file.path, contentHash(file.text)])),
  };
}

function printManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The manifest of an earlier run, or undefined where there is none that we can read: then nothing counts as ours. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value = JSON.parse(text) as Partial<Manifest> | null;
    const isOurs = value?.generator?.name === 'actionsmith' && typeof value.files === 'object' && value.files !== null;
    return isOurs ? (value as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

/** A file's fingerprint; a checkout that changed line endings changes nothing. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
