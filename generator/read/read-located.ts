import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import { checkKeys } from './check-keys.ts';
import type { LocatedDocument } from './located-document.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import { PlacedDocument } from './placed-document.ts';
import { readText } from './read-text.ts';
import { SourceText } from './source-text.ts';
import { TextReporter } from './text-reporter.ts';

export interface ReadOptions {
  /** The name for people: relative to the plugin, with `/`. Its ending tells JSON from YAML. */
  readonly file: string;
  /** The name for references: a `file:` URL. */
  readonly uri: string;
  readonly diagnostics: Diagnostics;
}

/** Reads a YAML or JSON file. Undefined where it has no value; whatever is wrong was reported with its place. */
export function readLocated(path: string, options: ReadOptions): LocatedDocument | undefined {
  const text = readText(path, options.file, options.diagnostics);
  return text === undefined ? undefined : parseLocated(text, options);
}

/** As `readLocated`, from text. */
export function parseLocated(text: string, { file, uri, diagnostics }: ReadOptions): LocatedDocument | undefined {
  const source = new SourceText(text);
  const reporter = new TextReporter(diagnostics, file, source);
  const root = file.endsWith('.json') ? parseJson(text, reporter) : parseYaml(text, reporter);
  if (!root) return undefined;
  checkKeys(root, reporter);
  return new PlacedDocument({ file, uri, source, root });
}
