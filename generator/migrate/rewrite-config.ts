import { isMap, isScalar, parseDocument } from 'yaml';
import { parseEntrypoint } from '../check/parse-entrypoint.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';

/** An export that has another name now. */
export interface RenamedExport {
  /** Below the plugin, with `/` and without ending. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The entry points of a config.yaml, with the key of their action. Those that are written by an alias are left out. */
export function listEntrypoints(
  text: string,
): { readonly action: string; readonly file: string; readonly name: string; readonly range: readonly [number, number] }[] {
  const document = parseDocument(text);
  const actions = document.get('actions');
  const code = String(document.get('code') ?? '');
  if (!isMap(actions)) return [];
  return actions.items.flatMap(({ key, value }) => {
    const entrypoint = isMap(value) ? value.get('entrypoint', true) : undefined;
    if (!isScalar(entrypoint) || typeof entrypoint.value !== 'string' || !entrypoint.range) return [];
    const parsed = parseEntrypoint(entrypoint.value, code);
    if (!parsed.ok) return [];
    const [start, end] = entrypoint.range;
    return [
      {
        action: String(isScalar(key) ? key.value : key),
        file: parsed.value.file,
        name: parsed.value.className,
        range: [start, end] as const,
      },
    ];
  });
}

/** Names the classes where config.yaml named the functions. Comments, quotes and order stay. */
export function rewriteConfig(text: string, renamed: readonly RenamedExport[]): string {
  const edits: TextEdit[] = listEntrypoints(text).flatMap(({ file, name, range: [start, end] }) => {
    const change = renamed.find((candidate) => candidate.file === file && candidate.from === name);
    if (change === undefined) return [];
    const at = start + text.slice(start, end).lastIndexOf(name);
    return [{ start: at, end: at + name.length, text: change.to }];
  });
  return applyEdits(text, edits);
}
