import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, type Stats } from 'node:fs';
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Redactor } from '../redaction/redactor.ts';
import { RUN_FILES } from './run-folder.ts';

/** A file that a run named with `log(…, { file })`. */
export interface KeptFile {
  /** The event that named it. */
  readonly event: string;
  /** As the author named it. */
  readonly path: string;
  /** `copied` into the run's folder; `referenced` where it lies, being large or holding a secret; `missing` when the run looked. */
  readonly kept: 'copied' | 'referenced' | 'missing';
  /** Of a copy: the name below files/. */
  readonly copy?: string;
  readonly bytes?: number;
  /** Missing for a file so large that it would take minutes. */
  readonly sha256?: string;
}

export interface KeepFiles {
  /** Begins to keep a file. The same file, unchanged, is kept once. */
  keep(path: string, event: string): void;
  /** Resolves when every file was looked at. */
  settled(): Promise<void>;
}

/** A file up to this size is copied; of a larger one its place, size and digest are noted. */
export const LARGEST_COPY: number = 5 * 1024 * 1024;
/** All copies of a run together. */
export const LARGEST_COPIES: number = 100 * 1024 * 1024;
const LARGEST_DIGEST = 4 * 1024 ** 3;
const MOST_FILES = 1_000;

/** Keeps the files that a run names, one after the other, beside the run. What cannot be kept is left out: the log still names it. */
export function keepFiles(folder: string, redactor: Redactor): KeepFiles {
  const seen = new Set<string>();
  let copied = 0;
  let count = 0;
  let last: Promise<void> = Promise.resolve();

  async function keepOne(path: string, event: string): Promise<void> {
    const file = resolve(path);
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) return note({ event, path, kept: 'missing' });
    const version = `${file} ${found.size} ${found.mtimeMs}`;
    if (seen.has(version) || count >= MOST_FILES) return;
    seen.add(version);
    count++;
    const sha256 = found.size > LARGEST_DIGEST ? undefined : await digestOf(file);
    const facts = { event, path, bytes: found.size, ...(sha256 !== undefined && { sha256 }) };
    if (!(await maybeCopied(file, found))) return note({ ...facts, kept: 'referenced' });
    const copy = `${String(count).padStart(3, '0')}-${basename(file)
      .replaceAll(/[^\w.-]/g, '_')
      .slice(-100)}`;
    await mkdir(join(folder, RUN_FILES.files), { recursive: true, mode: 0o700 });
    await copyFile(file, join(folder, RUN_FILES.files, copy));
    copied += found.size;
    note({ ...facts, kept: 'copied', copy });
  }

  async function maybeCopied(file: string, { size }: Stats): Promise<boolean> {
    return size <= LARGEST_COPY && copied + size <= LARGEST_COPIES && !redactor.holdsSecret(await readFile(file, 'utf8'));
  }

  function note(kept: KeptFile): void {
    appendFileSync(join(folder, RUN_FILES.keptFiles), `${JSON.stringify(redactor.redact(kept))}\n`, { mode: 0o600 });
  }

  return {
    keep: (path, event) => void (last = last.then(() => keepOne(path, event)).catch(() => {})),
    settled: () => last,
  };
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
