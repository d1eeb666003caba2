/** The words of anything that was thrown. Never throws, whatever it was. */
export function messageOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? String(thrown.message) : String(thrown);
  } catch {
    return 'something that has no text was thrown';
  }
}
