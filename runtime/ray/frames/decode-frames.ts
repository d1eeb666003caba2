import { createHash } from 'node:crypto';
import {
  parseRecord,
  type FrameRecord,
  type PartRecord,
  RECORD_END,
  RECORD_LIMIT_BYTES,
  RECORD_START,
  recordMarker,
} from './frame-format.ts';

/** What is found in the output of a run, in its order. */
export type Decoded =
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  | { readonly kind: 'value'; readonly value: unknown }
  /** Records were lost or changed on their way, one sentence why. Output and later values are not touched by it. */
  | { readonly kind: 'damage'; readonly why: string };

/**
 * Separates the records of one run from everything else, whatever the chunks are cut at. Output comes out byte for byte, at most 4 KiB late.
 * A record counts once and in its turn: text that looks like one, and a record that the author prints again, are output.
 */
export class FrameDecoder {
  readonly #marker: Buffer;
  #held: Buffer = Buffer.alloc(0);
  #nextSeq = 0;
  #parts: PartRecord[] = [];

  constructor(nonce: string) {
    this.#marker = recordMarker(nonce);
  }

  push(chunk: Uint8Array): Decoded[] {
    const bytes = this.#held.byteLength === 0 ? asBuffer(chunk) : Buffer.concat([this.#held, chunk]);
    const found: Decoded[] = [];
    let from = 0; // of the output not yet handed out
    let at = bytes.indexOf(RECORD_START);
    while (at !== -1) {
      const end = this.#recordEnd(bytes, at);
      if (end === 'unknown') break;
      const record = end === 'none' ? undefined : this.#parse(bytes, at, end);
      if (record === undefined || end === 'none') {
        at = bytes.indexOf(RECORD_START, at + 1);
        continue;
      }
      addOutput(found, bytes.subarray(from, at));
      found.push(...this.#take(record));
      from = end;
      at = bytes.indexOf(RECORD_START, from);
    }
    addOutput(found, bytes.subarray(from, at === -1 ? undefined : at));
    this.#held = at === -1 ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at));
    return found;
  }

  /** The rest, when no more will come: a record that broke off is output. */
  end(): Decoded[] {
    const found: Decoded[] = [];
    addOutput(found, this.#held);
    this.#held = Buffer.alloc(0);
    found.push(...this.#dropParts());
    return found;
  }

  /** Where the record that may start at `at` ends (after its LF); `unknown` until more bytes are there. */
  #recordEnd(bytes: Buffer, at: number): number | 'unknown' | 'none' {
    const compared = Math.min(this.#marker.byteLength, bytes.byteLength - at);
    if (bytes.compare(this.#marker, 0, compared, at, at + compared) !== 0) return 'none';
    const lineEnd = bytes.indexOf(RECORD_END, at);
    if (lineEnd !== -1 && lineEnd < at + RECORD_LIMIT_BYTES) return lineEnd + 1;
    return lineEnd === -1 && bytes.byteLength - at < RECORD_LIMIT_BYTES ? 'unknown' : 'none';
  }

  #parse(bytes: Buffer, at: number, end: number): FrameRecord | undefined {
    const record = parseRecord(bytes.toString('utf8', at + this.#marker.byteLength, end - 1));
    return record !== undefined && record.seq >= this.#nextSeq ? record : undefined;
  }

  #take(record: FrameRecord): Decoded[] {
    const found: Decoded[] = [];
    const lost = record.seq - this.#nextSeq;
    this.#nextSeq = record.seq + 1;
    if (lost > 0) found.push({ kind: 'damage', why: `${lost} record${lost === 1 ? '' : 's'} of the run did not arrive` });
    if ('value' in record) return [...found, ...this.#dropParts(), { kind: 'value', value: record.value }];
    if (record.part !== this.#parts.length + 1) return [...found, ...this.#dropParts()];
    this.#parts.push(record);
    if (record.part < record.parts) return found;
    found.push(joinParts(this.#parts));
    this.#parts = [];
    return found;
  }

  #dropParts(): Decoded[] {
    if (this.#parts.length === 0) return [];
    const why = `a value broke off after ${this.#parts.length} of ${this.#parts[0]?.parts ?? 0} parts`;
    this.#parts = [];
    return [{ kind: 'damage', why }];
  }
}

function joinParts(parts: readonly PartRecord[]): Decoded {
  const json = Buffer.concat(parts.map((part) => Buffer.from(part.data, 'base64')));
  const digest = createHash('sha256').update(json).digest('hex');
  if (parts.some((part) => part.digest !== digest))
    return { kind: 'damage', why: `a value of ${parts.length} parts does not have the digest it was sent with` };
  return { kind: 'value', value: JSON.parse(json.toString('utf8')) };
}

function addOutput(found: Decoded[], bytes: Buffer): void {
  if (bytes.byteLength > 0) found.push({ kind: 'output', bytes });
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
