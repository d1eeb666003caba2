import { codeFrame } from './code-frame.ts';
import { makeVisible } from './display.ts';
import type { Diagnostic, Severity } from './types.ts';

export interface TextOptions {
  /** ANSI colours; the caller knows whether somebody is watching. */
  readonly colour?: boolean;
  /** Put before every file, so that a terminal can open it: `examples/penguins`. */
  readonly folder?: string;
  /** How many are shown; default 20. */
  readonly limit?: number;
}

/** Diagnostics for people: place, code, sentence, the line with carets, and what to do. Empty for an empty list. */
export function renderText(diagnostics: readonly Diagnostic[], options: TextOptions = {}): string {
  if (diagnostics.length === 0) return '';
  const limit = options.limit ?? 20;
  const shown = diagnostics.slice(0, limit).map((diagnostic) => renderOne(diagnostic, options));
  const more = diagnostics.length > limit ? [`… and ${diagnostics.length - limit} more\n`] : [];
  return [...shown, ...more, `${summary(diagnostics)}\n`].join('\n');
}

function renderOne(diagnostic: Diagnostic, options: TextOptions): string {
  const paint = painter(options.colour ?? false);
  const { severity, code, line, column, excerpt, suggestion, help } = diagnostic;
  const file = makeVisible(options.folder ? `${options.folder.replace(/\/$/, '')}/${diagnostic.file}` : diagnostic.file);
  const lines = [
    `${paint('bold', `${file}:${line}:${column}`)} ${paint(severity, severity)} ${paint('dim', code)}`,
    `  ${makeVisible(diagnostic.message)}`,
  ];
  if (excerpt !== undefined) {
    const frame = codeFrame(excerpt, column, diagnostic.endColumn);
    const beside = suggestion === undefined ? '' : ` ${makeVisible(suggestion)}`;
    lines.push(`${paint('dim', `${String(line).padStart(5)} |`)} ${frame.line}`.trimEnd());
    lines.push(`${paint('dim', '      |')} ${frame.indent}${paint(severity, frame.carets + beside)}`);
    if (suggestion === undefined) lines.push(`      ${paint('dim', '=')} ${help}`);
  } else {
    lines.push(`  ${makeVisible(help)}`);
  }
  for (const from of diagnostic.via ?? [])
    lines.push(`      ${paint('dim', '=')} by the reference in ${makeVisible(from.file)}:${from.line}:${from.column}`);
  return `${lines.join('\n')}\n`;
}

/** `2 errors, 1 warning` */
function summary(diagnostics: readonly Diagnostic[]): string {
  const severities: readonly Severity[] = ['error', 'warning', 'note'];
  return severities
    .map((severity) => ({ severity, count: diagnostics.filter((diagnostic) => diagnostic.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}

function painter(colour: boolean): (style: keyof typeof STYLES, text: string) => string {
  return (style, text) => (colour ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text);
}

const STYLES = { error: 31, warning: 33, note: 36, bold: 1, dim: 2 } as const;
