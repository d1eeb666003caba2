import type { AuditReason } from './audit-reasons.ts';

/** One thing that was left out (`skipped`) or lost a part (`lossy`) in a conversion. */
export interface AuditEntry {
  /** The file that says it, from the root of the dataset. */
  readonly file: string;
  readonly outcome: 'skipped' | 'lossy';
  readonly reason: AuditReason;
  readonly tool?: string;
  /** The id of the annotation; absent where it is about the whole item. */
  readonly annotation?: string;
  readonly detail?: string;
}

/** What an entry is about. */
export interface AuditSubject {
  readonly id?: string | undefined;
  readonly tool?: string | undefined;
}

export interface AnnotationCounts {
  /** Each box, polygon, keypoint, mask and group counts as one; written and skipped add up to it. */
  readonly found: number;
  readonly written: number;
  /** Of those written. */
  readonly lossy: number;
  readonly skipped: number;
}

/** The audit of one item: an annotation is found once, and written unless it is skipped. */
export class ItemAudit {
  readonly file: string;
  readonly entries: AuditEntry[] = [];
  #found = 0;
  readonly #skipped = new Set<object>();
  readonly #lossy = new Set<object>();

  constructor(file: string) {
    this.file = file;
  }

  found(count: number): void {
    this.#found += count;
  }

  /** An annotation that was found is left out. */
  skip(reason: AuditReason, subject: AuditSubject, detail?: string): void {
    if (this.#skipped.has(subject)) return;
    this.#skipped.add(subject);
    this.#note('skipped', reason, subject, detail);
  }

  lose(reason: AuditReason, subject: AuditSubject, detail?: string): void {
    this.#lossy.add(subject);
    this.#note('lossy', reason, subject, detail);
  }

  /** The whole item is left out, and every annotation of it with one line. */
  skipItem(reason: AuditReason, detail?: string): void {
    this.#note('skipped', reason, {}, detail);
    while (this.#skipped.size < this.#found) this.#skipped.add({});
  }

  /** About the item, where it is converted nevertheless. */
  noteItem(reason: AuditReason, detail?: string): void {
    this.#note('lossy', reason, {}, detail);
  }

  counts(): AnnotationCounts {
    const skipped = this.#skipped.size;
    const lossy = [...this.#lossy].filter((subject) => !this.#skipped.has(subject)).length;
    return { found: this.#found, written: this.#found - skipped, lossy, skipped };
  }

  #note(outcome: AuditEntry['outcome'], reason: AuditReason, { id, tool }: AuditSubject, detail: string | undefined): void {
    this.entries.push({
      file: this.file,
      outcome,
      reason,
      ...(tool !== undefined && { tool }),
      ...(id !== undefined && { annotation: id }),
      ...(detail !== undefined && { detail }),
    });
  }
}
