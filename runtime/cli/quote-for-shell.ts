/** A word as a shell takes it: in quotes where it has more than letters, digits and what paths are made of. */
export function quoteForShell(text: string): string {
  return /^[\p{L}\p{N}_./:@%+,-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
