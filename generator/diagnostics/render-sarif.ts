import { catalogue } from './catalogue.ts';
import type { CatalogueEntry, Diagnostic } from './types.ts';

/** Diagnostics in SARIF 2.1.0, which code hosts and editors read. `version` is the toolkit's; `folder` leads from the repository to the plugin. */
export function renderSarif(diagnostics: readonly Diagnostic[], version: string, folder = ''): string {
  const codes = [...new Set(diagnostics.map((diagnostic) => diagnostic.code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'actionsmith', version, rules: codes.map(makeRule) } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => makeResult(diagnostic, codes.indexOf(diagnostic.code), folder)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function makeRule(code: string): object {
  const entry: CatalogueEntry | undefined = (catalogue as Readonly<Record<string, CatalogueEntry>>)[code];
  return {
    id: code,
    ...(entry && { shortDescription: { text: entry.title }, help: { text: entry.fix }, defaultConfiguration: { level: entry.severity } }),
  };
}

function makeResult(diagnostic: Diagnostic, ruleIndex: number, folder: string): object {
  const { code, severity, message, help, file, line, column, endColumn, via } = diagnostic;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: `${message}. ${help}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(file, folder),
          region: { startLine: line, startColumn: column, endColumn },
        },
        logicalLocations: [{ fullyQualifiedName: diagnostic.pointer, kind: 'member' }],
      },
    ],
    ...(via && {
      relatedLocations: via.map((from) => ({
        message: { text: 'the reference that leads here' },
        physicalLocation: { artifactLocation: artifact(from.file, folder), region: { startLine: from.line, startColumn: from.column } },
      })),
    }),
  };
}

function artifact(file: string, folder: string): object {
  return { uri: encodeURI(folder ? `${folder.replace(/\/$/, '')}/${file}` : file), uriBaseId: '%SRCROOT%' };
}
