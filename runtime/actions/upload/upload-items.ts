import type { DataUnitCreate } from '../../../generated/backend/data-unit-create/types.ts';

/** A file of the source. */
export interface SourceFile {
  /** Where the source has it. */
  readonly key: string;
  /** Below the folder that the params name, with slashes. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: Date;
  /** The file specification whose folder it is from, where each has its own. */
  readonly specification?: string;
}

/** The files of one data unit, by file specification. */
export interface OrganizedFile {
  /** What they share: their folder and name, without extension. */
  readonly name: string;
  readonly files: Readonly<Record<string, SourceFile>>;
}

/** A file whose content the backend has. */
export interface UploadedFile {
  readonly key: string;
  /** SHA-1, in hex. */
  readonly checksum: string;
  readonly size: number;
  /** The data file that was made of it; undefined where its content was there already. */
  readonly dataFile: number | undefined;
}

/** A data unit, before and after the backend has it. */
export interface UploadDataUnit {
  /** A UUID of this upload: asked for again, it is the same unit. In its meta as `data_unit_key`. */
  readonly key: string;
  readonly name: string;
  readonly files: Readonly<Record<string, SourceFile>>;
  readonly meta: NonNullable<DataUnitCreate['meta']>;
  readonly groups?: readonly string[];
  /** Of the backend, once it has it. */
  id?: number | undefined;
}

/** A file that was left out. */
export interface RejectedFile {
  readonly file: string;
  readonly reason: string;
}
