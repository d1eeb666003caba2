import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string | Buffer;
  readonly data?: string | Uint8Array;
  /** As it is named where it lies. */
  readonly localName?: string;
  /** Unix mode with the type of the file. */
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: 0 | 8 | 99;
  /** What the directory says instead of what is true. */
  readonly says?: { readonly size?: number; readonly crc?: number; readonly offset?: number; readonly compressedSize?: number };
  /** Extra field of the directory. */
  readonly extra?: Buffer;
}

/** A zip, byte by byte. PKWARE, APPNOTE.TXT 6.3. */
export function zipBytes(entries: readonly ZipEntry[], { zip64Count }: { readonly zip64Count?: bigint } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const { local, central } = zipEntry(entry, at);
    parts.push(local);
    directory.push(central);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  const zip64 = zip64Count === undefined ? [] : [zip64End(zip64Count, at, list.length)];
  return Buffer.concat([...parts, list, ...zip64, end]);
}

/** The end of ZIP64, and what says where it is. */
function zip64End(count: bigint, directory: number, directoryBytes: number): Buffer {
  const record = Buffer.alloc(76);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(count, 32);
  record.writeBigUInt64LE(BigInt(directoryBytes), 40);
  record.writeBigUInt64LE(BigInt(directory), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(directory + directoryBytes), 64);
  return record;
}

function zipEntry(entry: ZipEntry, at: number): { readonly local: Buffer; readonly central: Buffer } {
  const { data = '', mode = 0, flags = 0x800, method = 8, says = {}, extra = Buffer.alloc(0) } = entry;
  const name = Buffer.from(entry.name as string);
  const localName = Buffer.from(entry.localName ?? (entry.name as string));
  const bytes = Buffer.from(data as string);
  const packed = method === 8 ? deflateRawSync(bytes) : bytes;
  const fields = Buffer.alloc(22);
  fields.writeUInt16LE(flags, 0);
  fields.writeUInt16LE(method, 2);
  fields.writeUInt32LE(says.crc ?? crc32(bytes), 8);
  fields.writeUInt32LE(says.compressedSize ?? packed.length, 12);
  fields.writeUInt32LE(says.size ?? bytes.length, 16);
  const local = Buffer.alloc(8);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  const localFields = Buffer.from(fields);
  localFields.writeUInt16LE(localName.length, 20);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE((3 << 8) | 20, 4);
  head.writeUInt16LE(20, 6);
  fields.writeUInt16LE(name.length, 20);
  const tail = Buffer.alloc(16);
  tail.writeUInt16LE(extra.length, 0);
  tail.writeUInt32LE((mode << 16) >>> 0, 8);
  tail.writeUInt32LE(says.offset ?? at, 12);
  return {
    local: Buffer.concat([local.subarray(0, 6), localFields, Buffer.alloc(2), localName, packed]),
    central: Buffer.concat([head, fields, tail, name, extra]),
  };
}

export interface TarEntry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  /** `0` a file, `1` and `2` links, `3` `4` devices, `5` a folder, `6` a pipe, `x` pax, `L` a long name. */
  readonly type?: string;
  readonly link?: string;
  readonly mode?: number;
  /** What the header says instead of what is true. */
  readonly size?: number;
}

/** A tar, block by block. POSIX, pax. */
export function tarBytes(entries: readonly TarEntry[], { hasEnd = true }: { readonly hasEnd?: boolean } = {}): Buffer {
  const blocks = entries.flatMap((entry) => {
    const data = Buffer.from((entry.data ?? '') as string);
    return [tarHeader(entry, data.length), data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(hasEnd ? 1024 : 0)]);
}

function tarHeader({ name, type = '0', link = '', mode = 0o644, size }: TarEntry, length: number): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${(size ?? length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(link, 157, 100);
  header.write('ustar\u000000', 257);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** One line of a pax header: its length counts itself. */
export function paxLine(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (Buffer.byteLength(String(length)) + Buffer.byteLength(rest) !== length) length = Buffer.byteLength(rest) + String(length).length;
  return `${length}${rest}`;
}
