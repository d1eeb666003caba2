/** Why the schema compiler gave up, in words. It recurses as deep as schemas are nested. */
export function compilerReason(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  return error instanceof Error ? error.message : String(error);
}
