/**
 * One row of a file of annotations: an element of a JSON array, a line of JSONL, or a line of CSV under its header. It names its task by `task_id`, or by `file`,
 * the name of a file that the task is about; `data` is the annotations. Other fields are the author's own.
 */
export interface AnnotationRow {
  readonly task_id?: number;
  readonly file?: string;
  readonly data?: unknown;
  readonly [field: string]: unknown;
}

/** A row as it is read, or why it is none. */
export interface ReadRow {
  /** `row 3`, or `line 7` where that is how it is found. */
  readonly place: string;
  readonly row?: AnnotationRow;
  readonly problem?: string;
}

/** Bytes that one row may have: what is longer is no row. */
export const MOST_ROW_BYTES: number = 16 * 1024 * 1024;
