import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { matchesGlobs } from './matches-globs.ts';
import { foldersFrom, readSmallFile } from './find-config.ts';
import { pickStyle, type Style } from './style.ts';

/** What the .editorconfig files above a folder say about a file of it, as a style; the nearest has the last word. */
export function readEditorConfig(folder: string, looked: Set<string>): (path: string) => Partial<Style> {
  const sections: Section[] = [];
  for (const at of foldersFrom(folder)) {
    const path = join(at, '.editorconfig');
    looked.add(path);
    const found = parseSections(at, readSmallFile(path) ?? '');
    sections.unshift(...found.sections);
    if (found.isRoot || existsSync(join(at, '.git'))) break; // prettier looks no further than the repository
  }
  return (path) => {
    const matching = sections.filter((section) => matchesGlobs(path, section.folder, [section.glob]));
    return asStyle(Object.assign({}, ...matching.map(({ values }) => values)) as Values);
  };
}

interface Section {
  readonly folder: string;
  readonly glob: string;
  readonly values: Values;
}

type Values = Record<string, string>;

function parseSections(folder: string, text: string): { isRoot: boolean; sections: readonly Section[] } {
  const sections: Section[] = [];
  const preamble: Values = {};
  for (const line of text.split(/\r?\n/)) {
    const [, glob] = /^\s*\[(.+)\]\s*$/.exec(line) ?? [];
    const [, name, value] = /^\s*([^#;=\s]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (glob !== undefined) sections.push({ folder, glob, values: {} });
    else if (name !== undefined) (sections.at(-1)?.values ?? preamble)[name.toLowerCase()] = value!.toLowerCase();
  }
  return { isRoot: preamble['root'] === 'true', sections };
}

function asStyle(values: Values): Partial<Style> {
  const width = values['max_line_length'];
  const indent = values['indent_size'] === 'tab' || values['indent_size'] === undefined ? values['tab_width'] : values['indent_size'];
  return pickStyle({
    useTabs: values['indent_style'] === undefined ? undefined : values['indent_style'] === 'tab',
    tabWidth: wholeNumber(indent),
    printWidth: width === 'off' ? Infinity : wholeNumber(width),
  });
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
