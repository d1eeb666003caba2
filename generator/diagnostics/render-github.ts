import type { Diagnostic, Severity } from './types.ts';

/** Diagnostics as workflow commands of GitHub Actions: each becomes a remark in the diff. `folder` leads from the repository to the plugin. */
export function renderGithub(diagnostics: readonly Diagnostic[], folder = ''): string {
  return diagnostics.map((diagnostic) => `${renderOne(diagnostic, folder)}\n`).join('');
}

function renderOne(diagnostic: Diagnostic, folder: string): string {
  const { severity, line, column, endColumn, code, message, help } = diagnostic;
  const file = folder ? `${folder.replace(/\/$/, '')}/${diagnostic.file}` : diagnostic.file;
  const properties = { file, line, col: column, endColumn, title: code };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${list.join(',')}::${escapeText(`${message}. ${help}`)}`;
}

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
