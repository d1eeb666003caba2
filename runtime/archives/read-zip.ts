import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError } from '../errors/describe-system-error.ts';
import type { EntryHead, EntrySink } from './archive-entry.ts';
import { broken, refuseEntry, showEntry } from './archive-error.ts';
import { checkZipLayout, type ZipEntry } from './check-zip-layout.ts';
import { kindOfMode } from './kind-of-mode.ts';

const STORED = 0;
const DEFLATED = 8;
const NONE = Buffer.alloc(0);
const IS_ENCRYPTED = 0x1 | 0x40 | 0x2000; // also its strong form, and a hidden directory

/** Reads a zip. All that its directory says is admitted before the first byte is written. PKWARE, APPNOTE.TXT 6.3. */
export async function readZip(archive: string, sink: EntrySink): Promise<void> {
  const zip = await sound(() => openPromise(archive, { autoClose: false, decodeStrings: false }));
  try {
    sink.expect(zip.entryCount);
    const entries = await sound(() => admitAll(zip, sink));
    await sound(() => checkZipLayout(zip, entries));
    for (const { entry, admitted } of entries) await sink.write(admitted, contentOf(zip, entry, admitted.name));
  } finally {
    zip.close();
  }
}

async function admitAll(zip: ZipFile, sink: EntrySink): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    const admitted = sink.admit(headOf(entry));
    entries.push({ entry: withoutText(entry), admitted });
  }
  return entries;
}

/** Comments and fields of a hundred thousand entries would fill the memory. */
function withoutText(entry: Entry): Entry {
  const fileNameRaw = Buffer.from(entry.fileNameRaw); // a copy: the name lies in one piece with them
  return Object.assign(entry, {
    fileNameRaw,
    fileName: '',
    comment: '',
    fileComment: '',
    fileCommentRaw: NONE,
    extraFieldRaw: NONE,
    extraFields: [],
  });
}

function headOf(entry: Entry): EntryHead {
  const name = nameOf(entry);
  const { generalPurposeBitFlag: flags, compressionMethod: method, uncompressedSize: size, externalFileAttributes } = entry;
  if ((flags & IS_ENCRYPTED) !== 0) throw refuseEntry(name, 'is encrypted', 'ARCHIVE_ENCRYPTED');
  if (method !== STORED && method !== DEFLATED) throw refuseEntry(name, `is compressed by a method that is not read here (${method})`);
  const mode = externalFileAttributes >>> 16;
  const kind = kindOfMode(name, mode, name.endsWith('/') ? 'folder' : 'file');
  if (kind === 'folder' && size > 0) throw refuseEntry(name, 'is a folder with content');
  return { name, kind, size, isExecutable: (mode & 0o111) !== 0 };
}

/** As it is written: without the slashes that a lenient reader would turn round. */
function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
}

async function* contentOf(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    sum = crc32(chunk as Buffer, sum);
    yield chunk as Buffer;
  }
  if (sum !== entry.crc32) throw broken(`entry ${showEntry(name)} does not have its checksum`);
}

/** What the library finds wrong is wrong with the archive. */
async function sound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isActionsmithError(error) || isSystemError(error)) throw error;
    throw broken(error instanceof Error ? error.message : String(error), error);
  }
}
