import { catalogue, type DiagnosticCode } from './catalogue.ts';
import type { Severity } from './types.ts';

export interface Explanation {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly title: string;
  readonly fix: string;
}

/** What the catalogue knows about a code in general; undefined for a code that does not exist. */
export function explain(code: string): Explanation | undefined {
  if (!isDiagnosticCode(code)) return undefined;
  const { severity, title, fix } = catalogue[code];
  return { code, severity, title, fix };
}

export function isDiagnosticCode(code: string): code is DiagnosticCode {
  return Object.hasOwn(catalogue, code);
}
