import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { splitPlace } from '../../generator/cli/schema/split-place.ts';
import { pointerParts } from '../../generator/model/schema/json-schema.ts';

const files = new Map<string, unknown>();

/** The value of a JSON or YAML file, or of a part of it (`file#/pointer`). JSON may have comments, as tools write it. */
export function readDocument(place: string): unknown {
  const [file, pointer] = splitPlace(place);
  if (!files.has(file)) files.set(file, parseText(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), file));
  return pointerParts(pointer).reduce<unknown>((value, part) => (value as Readonly<Record<string, unknown>>)[part], files.get(file));
}

function parseText(text: string, file: string): unknown {
  if (/\.(ya?ml|cff)$/.test(file)) return parse(text, { merge: true, maxAliasCount: -1 }) as unknown;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return JSON.parse(withoutComments(text)) as unknown;
  }
}

function withoutComments(text: string): string {
  return text
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_all, string: string | undefined) => string ?? '')
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])/g, (_all, string: string | undefined) => string ?? '');
}
