import { ABANDONED_MS } from '../store/sweep.ts';

const MIB = 1024 * 1024;

/** What a client may ask of the server. Bytes and milliseconds. */
export interface ServerLimits {
  /** One JSON body. */
  readonly jsonBytes: number;
  /** Entries of a log, which may come with files. */
  readonly logBytes: number;
  /** One chunk of an upload, or one part of a file that is sent to a presigned address. */
  readonly chunkBytes: number;
  /** A whole file. */
  readonly fileBytes: number;
  /** Until the headers of a request are there. */
  readonly headersMs: number;
  /** Until all of a request is there. */
  readonly requestMs: number;
  /** In which nothing is sent or read. */
  readonly idleMs: number;
  readonly connections: number;
  /** How long requests that are being answered may take when the server stops. */
  readonly stopMs: number;
  /** An upload that nobody goes on with, or uses, for so long is given up. */
  readonly uploadMs: number;
}

export const DEFAULT_LIMITS: ServerLimits = {
  jsonBytes: 8 * MIB,
  logBytes: 32 * MIB,
  chunkBytes: 1_024 * MIB,
  fileBytes: 1_024 * 1_024 * MIB,
  headersMs: 10_000,
  requestMs: 600_000,
  idleMs: 30_000,
  connections: 1_000,
  stopMs: 10_000,
  uploadMs: ABANDONED_MS,
};
