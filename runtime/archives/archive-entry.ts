/** What an archive says about one thing in it, before its content. */
export interface EntryHead {
  /** As it is written there. */
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Bytes, unpacked, as the archive says; 0 for a folder. */
  readonly size: number;
  readonly isExecutable: boolean;
}

/** Where a reader of a format hands on what it finds. Everything here throws ArchiveError for what is refused. */
export interface EntrySink {
  /** How many entries there will be, where the archive says so in advance. */
  expect(entries: number): void;
  /** Every entry comes here once, before it is written. */
  admit(head: EntryHead): AdmittedEntry;
  write(entry: AdmittedEntry, content: AsyncIterable<Uint8Array>): Promise<void>;
}

export interface AdmittedEntry extends EntryHead {
  /** Below the folder, one name each. */
  readonly path: readonly string[];
}
