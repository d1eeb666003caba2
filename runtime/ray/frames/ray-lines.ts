const HEADING = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\t[A-Z]+ job_manager\.py:\d+ -- Runtime env is setting up\.$/;
const HEADING_SHAPE = '0000-00-00 00:00:00,000\t';
const HEADING_LIMIT = 160;
const LF = 0x0a;

/**
 * Removes the two lines that Ray itself writes into a job's log, and nothing else: the very first line, when the head writes into the same file,
 * and the line that repeats the entrypoint. The second is flushed after the command has started, so it may stand in the middle of the command's own line.
 */
export class RayLines {
  readonly #entrypointLine: Buffer;
  #heading: 'wanted' | 'done' = 'wanted';
  #entrypoint: 'wanted' | 'done' = 'wanted';
  #held: Buffer = Buffer.alloc(0);

  constructor(jobId: string, entrypoint: string) {
    this.#entrypointLine = Buffer.from(`Running entrypoint for job ${jobId}: ${entrypoint}\n`);
  }

  push(chunk: Uint8Array): Uint8Array {
    if (this.#entrypoint === 'done' && this.#heading === 'done') return chunk;
    let bytes: Buffer = Buffer.concat([this.#held, chunk]);
    this.#held = Buffer.alloc(0);
    if (this.#heading === 'wanted') {
      if (mayBecomeHeading(bytes)) return this.#hold(bytes, 0);
      this.#heading = 'done';
      bytes = withoutHeading(bytes);
    }
    return this.#entrypoint === 'wanted' ? this.#withoutEntrypoint(bytes) : bytes;
  }

  /** What was held back because it could have become one of the lines. */
  end(): Uint8Array {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    return rest;
  }

  #withoutEntrypoint(bytes: Buffer): Buffer {
    const line = this.#entrypointLine;
    const at = bytes.indexOf(line);
    if (at === -1) return this.#hold(bytes, bytes.byteLength - overlap(bytes, line));
    this.#entrypoint = 'done';
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + line.byteLength)]);
  }

  #hold(bytes: Buffer, from: number): Buffer {
    this.#held = Buffer.from(bytes.subarray(from));
    return bytes.subarray(0, from);
  }
}

function mayBecomeHeading(bytes: Buffer): boolean {
  if (bytes.includes(LF) || bytes.byteLength >= HEADING_LIMIT) return false;
  const start = bytes.toString('latin1', 0, HEADING_SHAPE.length).replaceAll(/\d/g, '0');
  return HEADING_SHAPE.startsWith(start);
}

function withoutHeading(bytes: Buffer): Buffer {
  const end = bytes.indexOf(LF);
  return end !== -1 && HEADING.test(bytes.toString('latin1', 0, end)) ? bytes.subarray(end + 1) : bytes;
}

/** How many of the last bytes are a beginning of the line. */
function overlap(bytes: Buffer, line: Buffer): number {
  for (let length = Math.min(bytes.byteLength, line.byteLength - 1); length > 0; length--) {
    if (bytes.subarray(bytes.byteLength - length).equals(line.subarray(0, length))) return length;
  }
  return 0;
}
