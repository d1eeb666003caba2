import type { Diagnostic } from '../../generator/diagnostics/types.ts';

/** A case on the disk. */
export interface Job {
  readonly name: string;
  readonly folder: string;
}

/** What became of a hostile folder: files, diagnostics, a refusal, or the exception that nobody may ever see. */
export interface Result {
  readonly files: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
  /** The message of an ActionsmithError. */
  readonly refusal?: string;
  /** The stack of anything else. */
  readonly thrown?: string;
  readonly ms: number;
  /** True where the text of the case ran as code. */
  readonly marked: boolean;
  /** Names that were put on the prototypes of all objects. */
  readonly polluted: readonly string[];
}

export interface Outcome {
  readonly name: string;
  /** `generate` on the folder. */
  readonly plugin: Result | undefined;
  /** `schema types` and `schema validator` on schemas/params.json. */
  readonly schema: Result | undefined;
}

/** What the spy wrote down. */
export interface Sighting {
  readonly case: string;
  readonly what: string;
  readonly detail: string;
}
