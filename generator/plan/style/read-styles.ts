import { join } from 'node:path';
import { isRecord } from '../../model/schema/json-schema.ts';
import { readEditorConfig } from './editor-config.ts';
import { type Config, findConfig, OXFMT_FILES, PRETTIER_FILES } from './find-config.ts';
import { matchesGlobs } from './matches-globs.ts';
import { OXFMT, pickStyle, PRETTIER, type Style } from './style.ts';

export interface Styles {
  /** In which styles a file, named relative to the folder, has to stay as it is: of the formatter that the author uses, or of either. Never empty. */
  readonly of: (path: string) => readonly Style[];
  /** Absolute paths of what was looked for to know it, found or not. */
  readonly inputs: readonly string[];
}

/** How the formatters that the author uses would print what is written into a folder: by the nearest configuration of each, and .editorconfig. */
export async function readStyles(root: string): Promise<Styles> {
  const looked = new Set<string>();
  const prettier = await findConfig(root, PRETTIER_FILES, looked);
  const oxfmt = await findConfig(root, OXFMT_FILES, looked);
  const editor = readEditorConfig(root, looked);
  const isKnown = prettier !== undefined || oxfmt !== undefined;
  const of = (path: string): readonly Style[] => {
    const file = join(root, path);
    const styles = [
      ...(isKnown && prettier === undefined ? [] : [{ ...PRETTIER, ...editor(file), ...styleOf(file, prettier) }]),
      ...(isKnown && oxfmt === undefined ? [] : [{ ...OXFMT, ...editor(file), ...styleOf(file, oxfmt) }]),
    ];
    return styles.filter((style, at) => at === 0 || JSON.stringify(style) !== JSON.stringify(styles[0]));
  };
  return { of, inputs: [...looked] };
}

/** The options of a configuration for one file: later overrides win. */
function styleOf(file: string, config: Config | undefined): Partial<Style> {
  if (config === undefined) return {};
  const { overrides } = config.options;
  const matching = (Array.isArray(overrides) ? overrides : []).filter((entry) => isRecord(entry) && isMeant(file, config.folder, entry));
  return Object.assign(pickStyle(config.options), ...matching.map(({ options }) => (isRecord(options) ? pickStyle(options) : {})));
}

function isMeant(file: string, folder: string, { files, excludeFiles }: Record<string, unknown>): boolean {
  return matchesGlobs(file, folder, textsOf(files)) && !matchesGlobs(file, folder, textsOf(excludeFiles));
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
}
