/** What the command line says about a generation. */
export interface GenerateFlags {
  readonly out?: string;
  readonly zod?: boolean;
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly format?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** True: print how long the phases took; `json` prints the report, another text is the file that it is written to. */
  readonly timings?: boolean | string;
  /** Do not trust the stats of the last generation: what was read has to be known. */
  readonly full?: boolean;
}

/** The views of the plan write nothing. */
export function isView({ check, dryRun, diff }: GenerateFlags): boolean {
  return check === true || dryRun === true || diff === true;
}
