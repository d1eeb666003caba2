/**
 * A record in the output of a job: RS, the nonce of the run, JSON, LF. The author's output around it is untouched, in mid-line too.
 * Records are numbered from 0 within a run; one that does not fit is sent in parts, each a record of its own number.
 */
export const RECORD_START = 0x1e;
export const RECORD_END = 0x0a;

/** Of a whole record, RS and LF included: one write of this size lands in one piece. */
export const RECORD_LIMIT_BYTES = 4096;

/** Of a value that is sent in parts: what fits into 4096 minus RS, nonce, braces and digits, in base64. */
export const PART_BYTES = 2880;

/** Of all parts together. */
export const VALUE_LIMIT_BYTES: number = 64 * 1024 * 1024;

export interface WholeRecord {
  readonly seq: number;
  readonly value: unknown;
}

export interface PartRecord {
  readonly seq: number;
  /** From 1. */
  readonly part: number;
  readonly parts: number;
  /** SHA-256 of the value's JSON, in hex. */
  readonly digest: string;
  /** Base64. */
  readonly data: string;
}

export type FrameRecord = WholeRecord | PartRecord;

/** What every record of a run starts with. */
export function recordMarker(nonce: string): Buffer {
  if (!/^[0-9a-f]{32}$/.test(nonce)) throw new TypeError('a nonce has 32 hexadecimal digits');
  return Buffer.concat([Buffer.of(RECORD_START), Buffer.from(nonce, 'latin1')]);
}

/** The record in the JSON between marker and LF; undefined when there is none. */
export function parseRecord(json: string): FrameRecord | undefined {
  const value = parse(json);
  if (typeof value !== 'object' || value === null || !('seq' in value) || !isCount(value.seq)) return undefined;
  if ('value' in value) return { seq: value.seq, value: value.value };
  if (!('part' in value && 'parts' in value && 'digest' in value && 'data' in value)) return undefined;
  const { seq, part, parts, digest, data } = value;
  if (!isCount(part) || !isCount(parts) || typeof digest !== 'string' || typeof data !== 'string') return undefined;
  return part >= 1 && part <= parts && parts * PART_BYTES < VALUE_LIMIT_BYTES + PART_BYTES ? { seq, part, parts, digest, data } : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
