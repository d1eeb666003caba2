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
}
