import { catalogue, type DiagnosticCode } from './catalogue.ts';
import { causes } from './causes.ts';
import type { Severity } from './types.ts';

export interface Explanation {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly title: string;
  /** Why it is raised, and what it keeps from happening. */
  readonly cause: string;
  readonly fix: string;
}

/** What the catalogue knows about a code in general; undefined for a code that does not exist. */
export function explain(code: string): Explanation | undefined {
  if (!isDiagnosticCode(code)) return undefined;
  const { severity, title, fix } = catalogue[code];
  return { code, severity, title, cause: causes[code], fix };
}

/** Every code, sorted. */
export function listCodes(): DiagnosticCode[] {
  return (Object.keys(catalogue) as DiagnosticCode[]).toSorted();
}

export function isDiagnosticCode(code: string): code is DiagnosticCode {
  return Object.hasOwn(catalogue, code);
}
