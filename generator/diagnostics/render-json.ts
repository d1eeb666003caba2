import type { Diagnostic } from './types.ts';

/** Diagnostics for programs: one JSON array, without the excerpts that a program can read itself. */
export function renderJson(diagnostics: readonly Diagnostic[]): string {
  return `${JSON.stringify(diagnostics, (key, value: unknown) => (key === 'excerpt' ? undefined : value), 2)}\n`;
}
