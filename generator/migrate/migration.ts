/** What `actionsmith migrate` did, or would do. */
export interface Migration {
  readonly migrated: readonly MigratedAction[];
  /** What stays a function, and why. */
  readonly kept: readonly KeptAction[];
  /** Absolute paths, with the whole text. */
  readonly changes: readonly FileChange[];
}

export interface MigratedAction {
  readonly file: string;
  readonly name: string;
  readonly className: string;
}

export interface KeptAction {
  readonly name: string;
  readonly reason: string;
  /** Where it stands when the changes are written, and where now. */
  readonly place: Place;
  readonly placeNow: Place;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Thrown while an action is looked at: it stays as it is. */
export class CannotMigrate extends Error {
  readonly place: Place;

  constructor(reason: string, place: Place) {
    super(reason);
    this.place = place;
  }
}
