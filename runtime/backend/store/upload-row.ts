import type { Row } from './database.ts';

/** An upload as a row. `received` bytes are on the disk. */
export interface Upload {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly received: number;
  readonly createdAt: string;
  readonly completedAt: string | null;
  readonly blob: string | null;
  /** What was made of it. */
  readonly usedBy: string | null;
}

export interface NewUpload {
  /** Default: a new UUID. */
  readonly id?: string | undefined;
  readonly filename: string;
  /** Bytes of the whole. */
  readonly size: number;
}

/** In hex; those that are given must be right. */
export type Checksums = { readonly [K in 'md5' | 'sha1' | 'sha256']?: string | undefined };

/** From its row. */
export function toUpload(row: Row): Upload {
  return {
    id: String(row['id']),
    filename: String(row['filename']),
    size: Number(row['size']),
    received: Number(row['received']),
    createdAt: String(row['created_at']),
    completedAt: row['completed_at'] as string | null,
    blob: row['blob'] as string | null,
    usedBy: row['used_by'] as string | null,
  };
}
