import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnnotationCounts, AuditEntry, ItemAudit } from './audit.ts';
import type { ConversionReport } from './conversion.ts';
import type { Split } from './dataset-item.ts';

/** How many entries a report has. */
const SHOWN = 1000;
const FILE = 'audit.jsonl';

/** The audit of a whole conversion: all entries go into a file, some into the report, and counts add up. */
export class AuditLog {
  readonly #folder: string;
  readonly #shown: AuditEntry[] = [];
  readonly #reasons: Record<string, number> = {};
  readonly #items = { found: 0, written: 0, skipped: 0 };
  readonly #splits: Partial<Record<Split, number>> = {};
  readonly #annotations = { found: 0, written: 0, lossy: 0, skipped: 0 };
  #waiting = '';
  #isEmpty = true;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** About the dataset; where it is about an annotation, this is one that no item has. */
  async add(entry: AuditEntry): Promise<void> {
    if (entry.tool !== undefined) {
      this.#annotations.found++;
      this.#annotations.skipped++;
    }
    await this.#write(entry);
  }

  async addItem(audit: ItemAudit, isWritten: boolean, split: Split | undefined): Promise<void> {
    this.#items.found++;
    this.#items[isWritten ? 'written' : 'skipped']++;
    if (isWritten && split !== undefined) this.#splits[split] = (this.#splits[split] ?? 0) + 1;
    for (const [name, count] of Object.entries(audit.counts())) this.#annotations[name as keyof AnnotationCounts] += count;
    for (const entry of audit.entries) await this.#write(entry);
  }

  summary(): Pick<ConversionReport, 'items' | 'annotations' | 'splits' | 'reasons' | 'audit'> {
    return { items: this.#items, annotations: this.#annotations, splits: this.#splits, reasons: this.#reasons, audit: this.#shown };
  }

  /** From the folder; undefined where nothing is in it. */
  get file(): string | undefined {
    return this.#isEmpty ? undefined : FILE;
  }

  async close(): Promise<void> {
    if (this.#waiting !== '') await appendFile(join(this.#folder, FILE), this.#waiting);
    this.#waiting = '';
  }

  async #write(entry: AuditEntry): Promise<void> {
    this.#isEmpty = false;
    this.#reasons[entry.reason] = (this.#reasons[entry.reason] ?? 0) + 1;
    if (this.#shown.length < SHOWN) this.#shown.push(entry);
    this.#waiting += `${JSON.stringify(entry)}\n`;
    if (this.#waiting.length > 256 * 1024) await this.close();
  }
}
