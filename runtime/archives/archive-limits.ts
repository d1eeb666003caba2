/** What an archive may take of the machine that unpacks it. */
export interface ArchiveLimits {
  /** Files and folders, also those that only paths of others name. */
  readonly entries: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
  /** Bytes unpacked for one of the archive; the first 10 MiB are free. */
  readonly ratio: number;
  /** Until the last file is written. */
  readonly seconds: number;
}

/** Weights hardly compress, and a folder of them has few files: a sound model is far from all of these. */
export const ARCHIVE_LIMITS: ArchiveLimits = { entries: 100_000, bytes: 64 * 1024 ** 3, ratio: 100, seconds: 1_800 };

/** What any archive may grow to: nothing is hurt by so little, and small texts compress well. */
export const FREE_OF_RATIO_BYTES: number = 10 * 1024 ** 2;
