/** What these helpers need of a zod schema: they know no zod, so that nothing loads it which does not use it. */
export interface Parser {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly ParserIssue[] } };
}

export interface ParserIssue {
  readonly path: readonly PropertyKey[];
}

/** The second argument of a zod `transform` or `superRefine`. */
export interface ParserContext {
  addIssue(issue: object): void;
}

/** What `schema` makes of a value that stands at `path`; what is wrong with it is reported from there. */
export function parseAt(schema: Parser, value: unknown, path: readonly PropertyKey[], context: ParserContext): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ ...issue, path: [...path, ...issue.path] });
  return value;
}
