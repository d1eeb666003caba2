import { createHash } from 'node:crypto';
import { ExecutionError } from '../../errors/execution-error.ts';
import { PART_BYTES, RECORD_END, RECORD_LIMIT_BYTES, recordMarker, VALUE_LIMIT_BYTES } from './frame-format.ts';

/** Turns the values of one run into records, each at most 4 KiB, to be written one by one in this order. */
export class FrameEncoder {
  readonly #marker: Buffer;
  #seq = 0;

  constructor(nonce: string) {
    this.#marker = recordMarker(nonce);
  }

  /** One record, or as many parts as it takes. Throws ExecutionError VALUE_TOO_LARGE over 64 MiB of JSON. */
  encode(value: unknown): Uint8Array[] {
    const json = Buffer.from(JSON.stringify(value ?? null));
    const whole = this.#frame(`{"seq":${this.#seq},"value":${json.toString()}}`);
    if (whole.byteLength <= RECORD_LIMIT_BYTES) {
      this.#seq += 1;
      return [whole];
    }
    return this.#parts(json);
  }

  #parts(json: Buffer): Uint8Array[] {
    if (json.byteLength > VALUE_LIMIT_BYTES) throw tooLarge(json.byteLength);
    const parts = Math.ceil(json.byteLength / PART_BYTES);
    const digest = createHash('sha256').update(json).digest('hex');
    return Array.from({ length: parts }, (_, index) => {
      const data = json.toString('base64', index * PART_BYTES, Math.min((index + 1) * PART_BYTES, json.byteLength));
      return this.#frame(JSON.stringify({ seq: this.#seq++, part: index + 1, parts, digest, data }));
    });
  }

  #frame(json: string): Buffer {
    return Buffer.concat([this.#marker, Buffer.from(json), Buffer.of(RECORD_END)]);
  }
}

function tooLarge(bytes: number): ExecutionError {
  const mebibytes = (bytes / 1024 / 1024).toFixed(1);
  return new ExecutionError(
    `a result or event has ${mebibytes} MiB of JSON, and at most 64 MiB travel: write it to a file and return its path`,
    {
      code: 'VALUE_TOO_LARGE',
    },
  );
}
