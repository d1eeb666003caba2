import { writeSync } from 'node:fs';

const pauseCell = new Int32Array(new SharedArrayBuffer(4));

/** Writes all bytes before it returns. A pipe that is full (EAGAIN) is waited for: a record must not be torn, nor reordered with what is printed. */
export function writeFully(fd: number, bytes: Uint8Array, write: typeof writeSync = writeSync): void {
  let done = 0;
  while (done < bytes.byteLength) {
    try {
      done += write(fd, bytes, done, bytes.byteLength - done);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(pauseCell, 0, 0, 2);
    }
  }
}
