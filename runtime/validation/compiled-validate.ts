/** An error as the compiled code reports it. `params` say what the sentence needs; see the explaining keywords of the generator. */
export interface CompiledError {
  /** JSON pointer into the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The name that is wrong, where `propertyNames` speaks. */
  readonly propertyName?: string | undefined;
  readonly message?: string;
}

/**
 * A compiled schema: what is wrong with a value, or null. Where not `all` of it is asked for, it ends at the first error, which is the one that
 * stands first in the list of all. Where it fills in defaults, it may put a copy in the place of the value, `parent[property]`.
 */
export type FindErrors = (value: unknown, path: string, all: boolean, parent?: object, property?: string) => CompiledError[] | null;

/** A compiled schema as the first releases printed it: true or false, and the errors of the last call beside it. */
export interface CompiledValidate {
  (value: unknown): boolean;
  errors?: readonly CompiledError[] | null;
}

/** Called by compiled code for each error; begins the list where there is none yet. */
export function addError(
  errors: CompiledError[] | null,
  instancePath: string,
  keyword: string,
  params: CompiledError['params'],
  propertyName?: string,
): CompiledError[] {
  const error = { instancePath, keyword, params, propertyName };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}

/** Called by compiled code with what another function found. */
export function joinErrors(errors: CompiledError[] | null, found: CompiledError[] | null): CompiledError[] | null {
  return errors === null ? found : found === null ? errors : errors.concat(found);
}
