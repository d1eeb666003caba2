import { basename } from 'node:path';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { describeSystemError, isSystemError } from '../errors/describe-system-error.ts';
import { RunCancelled } from '../errors/run-cancelled.ts';
import type { AnnotationCounts, AuditEntry } from './audit.ts';
import type { AuditReason } from './audit-reasons.ts';
import { ConversionError } from './conversion-error.ts';
import type { Split } from './dataset-item.ts';
import { convertFolder, type FolderConversion } from './convert-folder.ts';
import type { DatasetFormat, SourceFormat } from './formats.ts';

export interface ConvertFolderOptions {
  /** Ends the conversion, and leaves nothing of it. */
  readonly signal?: AbortSignal | undefined;
  /** Take the place of a folder that is there, once the new one is whole. */
  readonly overwrite?: boolean | undefined;
  /** How many items at once; by default 8. */
  readonly concurrency?: number | undefined;
}

/** How far a conversion is: items are first looked at for what they have in common, unless the source declares it, and then converted. */
export interface ConversionProgress {
  readonly phase: 'survey' | 'convert';
  readonly done: number;
  readonly total: number;
  /** The item's file, from the root of the dataset; empty before the first one. */
  readonly file: string;
  /** What of the item was left out or lost a part. */
  readonly audit: readonly AuditEntry[];
}

export interface ConversionReport {
  readonly source: SourceFormat;
  readonly target: DatasetFormat;
  readonly folder: string;
  /** The file that a training is pointed at; undefined for a format that has none. */
  readonly config: string | undefined;
  /** In the order of their numbers. */
  readonly classes: readonly string[];
  readonly items: { readonly found: number; readonly written: number; readonly skipped: number };
  readonly annotations: AnnotationCounts;
  /** The items that were written, by their splits; empty where there are none. */
  readonly splits: Readonly<Partial<Record<Split, number>>>;
  /** How often each reason is in the audit. */
  readonly reasons: Readonly<Partial<Record<AuditReason, number>>>;
  /** The first 1,000 entries. */
  readonly audit: readonly AuditEntry[];
  /** All of them, a line of JSON each; undefined where there are none. */
  readonly auditFile: string | undefined;
}

/** A conversion of a whole folder: iterate it for its progress, or ask for its report at once. Either throws ConversionError, or RunCancelled after an abort. */
export class Conversion implements AsyncIterable<ConversionProgress> {
  readonly #steps: AsyncGenerator<ConversionProgress, ConversionReport>;
  readonly #options: FolderConversion;
  #report: ConversionReport | undefined;

  constructor(options: FolderConversion) {
    this.#options = options;
    this.#steps = convertFolder(options);
  }

  /** Ending the iteration early cancels the conversion. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ConversionProgress, void> {
    try {
      for (let step = await this.#next(); step !== undefined; step = await this.#next()) yield step;
    } finally {
      if (this.#report === undefined) await this.#steps.return(undefined as never);
    }
  }

  /** Goes on to the end, if it has not come there yet. */
  async report(): Promise<ConversionReport> {
    while (this.#report === undefined && (await this.#next()) !== undefined);
    if (this.#report === undefined) throw new RunCancelled('the conversion was cancelled');
    return this.#report;
  }

  async #next(): Promise<ConversionProgress | undefined> {
    try {
      const step = await this.#steps.next();
      if (step.done !== true) return step.value;
      this.#report ??= step.value;
      return undefined;
    } catch (error) {
      throw explain(error, this.#options);
    }
  }
}

function explain(error: unknown, { signal, from }: FolderConversion): unknown {
  if (isActionsmithError(error)) return error;
  if (signal?.aborted === true) return new RunCancelled('the conversion was cancelled', { cause: error });
  if (!isSystemError(error)) return error;
  return new ConversionError(`${basename(from)} was not converted: ${describeSystemError(error)}`, { cause: error });
}
