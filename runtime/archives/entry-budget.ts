import { ArchiveError, showEntry } from './archive-error.ts';
import { type ArchiveLimits, FREE_OF_RATIO_BYTES } from './archive-limits.ts';

/** Counts what an archive takes. Throws ArchiveError ARCHIVE_TOO_LARGE with the limit that is reached, and by which entry. */
export class EntryBudget {
  readonly #limits: ArchiveLimits;
  readonly #mostByRatio: number;
  #entries = 0;
  #bytes = 0;

  /** `archiveBytes`: of the archive itself. */
  constructor(limits: ArchiveLimits, archiveBytes: number) {
    this.#limits = limits;
    this.#mostByRatio = Math.max(FREE_OF_RATIO_BYTES, archiveBytes * limits.ratio);
  }

  addEntries(count: number, entry?: string): void {
    this.#entries += count;
    const { entries } = this.#limits;
    if (this.#entries > entries) throw tooLarge(`it has more than ${entries} entries`, { entries }, entry);
  }

  addBytes(count: number, entry: string): void {
    this.#bytes += count;
    const { bytes, ratio } = this.#limits;
    if (this.#bytes > bytes) throw tooLarge(`it has more than ${bytes} bytes when unpacked`, { bytes }, entry);
    if (this.#bytes > this.#mostByRatio) throw tooLarge(`it grows to more than ${ratio} times its size`, { ratio }, entry);
  }
}

/** The error for `seconds`. */
export function tookTooLong({ seconds }: ArchiveLimits): ArchiveError {
  return tooLarge(`it takes more than ${seconds} seconds`, { seconds });
}

function tooLarge(problem: string, limit: Partial<ArchiveLimits>, entry?: string): ArchiveError {
  const at = entry === undefined ? '' : `, at entry ${showEntry(entry)}`;
  return new ArchiveError(`${problem}${at}`, {
    code: 'ARCHIVE_TOO_LARGE',
    details: { limit, ...(entry !== undefined && { entry }) },
  });
}
