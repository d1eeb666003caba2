/** An error as the compiled code reports it. `params` say what the sentence needs; see the explaining keywords of the generator. */
export interface CompiledError {
  /** JSON pointer into the value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The name that is wrong, where `propertyNames` speaks. */
  readonly propertyName?: string;
  readonly message?: string;
}

/** A compiled schema: true or false, and the errors of the last call beside it. */
export interface CompiledValidate {
  (value: unknown): boolean;
  errors?: readonly CompiledError[] | null;
}
