/** What the process that ran an author's module says about it; JSON. */
export type ZodAnswer =
  | { readonly exports: Readonly<Record<string, ZodExport>> }
  /** The module, or a schema that it makes on demand, throws. */
  | { readonly error: { readonly message: string; readonly stack: string } };

export type ZodExport =
  | { readonly kind: 'schema'; readonly schema: unknown; readonly losses: readonly Loss[] }
  | { readonly kind: 'missing'; readonly schemas: readonly string[] }
  | { readonly kind: 'no schema'; readonly got: string };

/** A part of a zod schema that JSON Schema has no words for. */
export interface Loss {
  /** Names of properties, from the outside in. */
  readonly path: readonly string[];
  /** As in "TrainParams.epochs has a refinement". */
  readonly what: string;
  readonly kind: 'check' | 'change' | 'type' | 'default' | 'branch';
}
