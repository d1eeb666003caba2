import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { PassThrough, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Parser } from 'tar/parse';
import type { ReadEntry } from 'tar/read-entry';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError } from '../errors/describe-system-error.ts';
import type { EntryHead, EntrySink } from './archive-entry.ts';
import { broken, refuseEntry } from './archive-error.ts';

const KINDS: Readonly<Record<string, EntryHead['kind']>> = { File: 'file', OldFile: 'file', ContiguousFile: 'file', Directory: 'folder' };
const OTHERS: Readonly<Record<string, string>> = {
  Link: 'is a link',
  SymbolicLink: 'is a link',
  CharacterDevice: 'is a device',
  BlockDevice: 'is a device',
  FIFO: 'is a named pipe',
};

/** Reads a tar: each entry is admitted, and written, as it comes. POSIX pax, ustar, and the long names of GNU tar. */
export async function readTar(archive: string, sink: EntrySink, { isGzip }: { readonly isGzip: boolean }): Promise<void> {
  const parser = new Parser({ strict: true, brotli: false, zstd: false });
  const source = openSource(archive, isGzip);
  const entries = new EntryQueue(sink);
  const failed = new Promise<never>((_, reject) => {
    parser.on('error', (error) => entries.hasEnd || reject(error)); // behind its end it only says that there was no entry
    parser.on('ignoredEntry', ({ path }: ReadEntry) => reject(refuseEntry(path, 'is neither a file nor a folder')));
    parser.on('meta', (text: string) => void entries.checkMeta(text).catch(reject));
    parser.on('entry', (entry: ReadEntry) => void entries.take(entry).catch(reject));
  });
  failed.catch(() => {}); // it may come when nobody waits for it any more
  parser.on('eof', () => (entries.hasEnd = true));
  const ended = new Promise<void>((resolve) => parser.on('end', resolve)); // and not `once`, which an error ends
  try {
    for await (const chunk of source) if (!parser.write(chunk as Buffer)) await Promise.race([once(parser, 'drain'), failed]);
    parser.end();
    await Promise.race([ended, failed]);
    await entries.written;
  } catch (error) {
    await entries.giveUp();
    if (isActionsmithError(error) || isSystemError(error)) throw error;
    throw broken(error instanceof Error ? error.message : String(error), error);
  } finally {
    source.destroy();
  }
  if (!entries.hasEnd) throw broken('it has no end, so that something may be missing');
}

function openSource(archive: string, isGzip: boolean): NodeJS.ReadableStream & { destroy(): void } {
  const file = createReadStream(archive, { highWaterMark: 256 * 1024 });
  return isGzip ? pipeline(file, createGunzip(), () => {}) : file;
}

/** Takes the entries one after the other. */
class EntryQueue {
  readonly #sink: EntrySink;
  #content: PassThrough | undefined;
  #isGivenUp = false;
  /** All that has come so far. */
  written: Promise<void> = Promise.resolve();
  hasEnd = false;

  constructor(sink: EntrySink) {
    this.#sink = sink;
  }

  take(entry: ReadEntry): Promise<void> {
    return (this.written = this.written.then(() => this.#write(entry)));
  }

  async #write(entry: ReadEntry): Promise<void> {
    if (this.#isGivenUp) return; // its content will never end
    const { path: name, type, size, mode = 0 } = entry;
    const kind = KINDS[type];
    if (kind === undefined) throw refuseEntry(name, OTHERS[type] ?? 'is neither a file nor a folder');
    const admitted = this.#sink.admit({ name, kind, size, isExecutable: (mode & 0o111) !== 0 });
    const content = entry.pipe(new PassThrough()); // a stream of Node, whose reader is told when it is destroyed
    this.#content = content;
    await this.#sink.write(admitted, content);
    content.resume(); // a folder has nothing to read, and still has to end
  }

  /** What stands before an entry. A sparse file would be written without its holes, and a name with a NUL would lose what is behind it. */
  async checkMeta(text: string): Promise<void> {
    this.#sink.expect(1);
    if (/^\d+ GNU\.sparse\./m.test(text)) throw broken('it holds a sparse file, which is not read here');
    const [, path] = /^\d+ path=(.*)$/m.exec(text) ?? [];
    if (path?.includes('\0')) throw refuseEntry(path, 'has a NUL in its name');
  }

  /** Until nothing is written any more. */
  async giveUp(): Promise<void> {
    this.#isGivenUp = true;
    this.#content?.on('error', () => {}).destroy(new Error('the rest of it is not read'));
    await this.written.catch(() => {});
  }
}
