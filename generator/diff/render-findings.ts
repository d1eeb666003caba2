import { makeVisible } from '../diagnostics/display.ts';
import { renderGithub } from '../diagnostics/render-github.ts';
import type { DiffSeverity, Finding } from './finding.ts';

export interface RenderOptions {
  /** Stands before the files of the new contract, so that a terminal can open them. */
  readonly folder?: string;
  readonly colour?: boolean;
}

const SEVERITIES: readonly DiffSeverity[] = ['breaking', 'risky', 'compatible'];
const COLOURS: Readonly<Record<DiffSeverity, number>> = { breaking: 31, risky: 33, compatible: 32 };

/** For people: each change with its rule, both places and what to do, and a last line that counts. */
export function renderFindings(findings: readonly Finding[], { folder = '', colour = false }: RenderOptions = {}): string {
  if (findings.length === 0) return 'no changes\n';
  const paint = (code: number, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const shown = findings.map(({ rule, severity, subject, message, fix, old, new: now }) =>
    [
      `${paint(COLOURS[severity], severity)} ${paint(2, rule)}`,
      `  ${makeVisible(`${subject} ${message}`)}`,
      `  old ${makeVisible(`${old.file}:${old.line}:${old.column}`)}`,
      `  new ${makeVisible(`${folder === '' ? '' : `${folder}/`}${now.file}:${now.line}:${now.column}`)}`,
      ...(severity === 'compatible' ? [] : [`  = ${fix}`]),
      '',
    ].join('\n'),
  );
  return `${shown.join('\n')}\n${countFindings(findings)}\n`;
}

/** For programs. */
export function findingsAsJson(findings: readonly Finding[]): string {
  const counts = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length]),
  );
  return `${JSON.stringify({ counts, findings }, undefined, 2)}\n`;
}

/** As remarks in the diff of GitHub, at the new places. */
export function findingsForGithub(findings: readonly Finding[], folder: string): string {
  const severities = { breaking: 'error', risky: 'warning', compatible: 'note' } as const;
  const diagnostics = findings.map(({ rule, severity, subject, message, fix, new: { file, line, column } }) => ({
    code: rule,
    severity: severities[severity],
    message: `${subject} ${message}`,
    help: fix,
    pointer: '',
    endColumn: column + 1,
    file,
    line,
    column,
  }));
  return renderGithub(diagnostics, folder);
}

function countFindings(findings: readonly Finding[]): string {
  return SEVERITIES.map((severity) => `${findings.filter((finding) => finding.severity === severity).length} ${severity}`).join(', ');
}
