import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { applyEdits, type TextEdit } from '../migrate/text-edit.ts';

/** Why a text cannot be added to, in words that end a sentence, and at which offset. */
export class CannotSplice extends Error {
  readonly position: number;

  constructor(reason: string, position = 0) {
    super(reason);
    this.position = position;
  }
}

/** The reader of contracts bounds what aliases may become. */
const WHOLE = { maxAliasCount: -1 };

export type Path = readonly (string | number)[];

/**
 * Adds an entry to the map (with `key`) or list at a path of a YAML or JSON text; a map or list that is not there yet is made, in the place of a
 * null too. Every other byte that is there stays: comments, order, quotes, line ends. `index`: where in a list; default: at the end. Throws CannotSplice.
 */
export function spliceYaml(
  text: string,
  path: Path,
  entry: { readonly key?: string; readonly index?: number; readonly value: unknown },
): string {
  const document = parseDocument(text, { lineCounter: new LineCounter(), keepSourceTokens: true });
  if (document.errors.length > 0) throw new CannotSplice('it has errors', document.errors[0]!.pos[0]);
  const expected = withEntry(document.toJS(WHOLE), path, entry);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const edit = planEdit(document, text, path, entry);
  const result = applyEdits(text, [{ ...edit, text: edit.text.replaceAll('\n', newline) }]);
  const after = parseDocument(result);
  if (after.errors.length > 0 || JSON.stringify(after.toJS(WHOLE)) !== JSON.stringify(expected))
    throw new CannotSplice('it is written in an unusual way, or shared with another place by an alias', edit.start);
  return result;
}

interface Entry {
  readonly key?: string;
  readonly index?: number;
  readonly value: unknown;
}

/** The edit into the innermost collection that is there, with all that is missing on the way. */
function planEdit(document: Document, text: string, path: Path, entry: Entry): TextEdit {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const missing = path.slice(depth);
    if (isMap(node) && (missing.length > 0 || entry.key !== undefined)) {
      const added: Entry = missing.length > 0 ? { key: String(missing[0]), value: nest(missing.slice(1), entry) } : entry;
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === added.key);
      if (pair === undefined) return addToMap(node, text, added);
      if (isScalar(pair.value) && pair.value.value === null && isScalar(pair.key))
        return fillPair(pair.key, pair.value.range!, text, added.value);
      throw new CannotSplice(`${String(added.key)} is there already`, (pair.key as Node).range![0]);
    }
    if (isSeq(node) && missing.length === 0 && entry.key === undefined) return addToList(node, text, entry);
    if (node === undefined || node === null || (isScalar(node) && node.value === null)) continue;
    const what = isAlias(node) ? `an alias, and *${node.source} is shared with another place` : 'neither a map nor a list';
    throw new CannotSplice(`${path.join('.') || 'it'} is ${what}`, (node as Node).range![0]);
  }
  throw new CannotSplice(`${path.join('.') || 'it'} is neither a map nor a list`);
}

function addToMap(map: YAMLMap, text: string, { key, value }: Entry): TextEdit {
  const last = map.items.at(-1);
  if (map.flow)
    return addToFlow(
      map,
      last?.value ?? last?.key,
      text,
      isJson(text) ? `${JSON.stringify(key)}: ${JSON.stringify(value)}` : flowOf({ [key!]: value }).slice(2, -2),
    );
  const column = columnOf(text, (map.items[0]!.key as Node).range![0]);
  const end = endOfBlock(text, ((last!.value ?? last!.key) as Node).range![1], column);
  return atLine(text, end, blockOf({ [key!]: value }, column));
}

function addToList(list: YAMLSeq, text: string, { index = list.items.length, value }: Entry): TextEdit {
  const items = list.items as Node[];
  const printed = isJson(text) ? JSON.stringify(value) : flowOf(value);
  if (list.flow && index < items.length) return { start: items[index]!.range![0], end: items[index]!.range![0], text: `${printed}, ` };
  if (list.flow) return addToFlow(list, items.at(-1), text, printed);
  const dash = (item: Node): number => text.lastIndexOf('-', item.range![0] - 1);
  const column = columnOf(text, dash(items[0]!));
  const at = index < items.length ? startOfBlock(text, dash(items[index]!)) : endOfBlock(text, items.at(-1)!.range![1], column);
  return atLine(text, at, blockOf([value], column));
}

function addToFlow(collection: YAMLMap | YAMLSeq, last: unknown, text: string, printed: string): TextEdit {
  if (last !== undefined && last !== null) {
    const at = (last as Node).range![1];
    return { start: at, end: at, text: `, ${printed}` };
  }
  const at = collection.range![0] + 1;
  return { start: at, end: at, text: isJson(text) ? printed : ` ${printed} ` };
}

/** `actions:` with nothing behind it, or with a null that gives way. */
function fillPair(key: Node, [start, end]: readonly number[], text: string, value: unknown): TextEdit {
  if (end! > start!) return { start: start!, end: end!, text: isJson(text) ? JSON.stringify(value) : flowOf(value) };
  return atLine(text, lineEnd(text, key.range![1]), blockOf(value, columnOf(text, key.range![0]) + 2));
}

function nest(path: Path, { key, value }: Entry): unknown {
  if (path.length > 0) return { [String(path[0])]: nest(path.slice(1), { value, ...(key !== undefined && { key }) }) };
  return key === undefined ? [value] : { [key]: value };
}

function withEntry(value: unknown, path: Path, entry: Entry): unknown {
  if (path.length > 0) {
    const [name, ...rest] = path as [string | number, ...Path];
    if (Array.isArray(value)) return value.map((item, index) => (index === name ? withEntry(item, rest, entry) : item));
    const map = (value ?? {}) as Record<string, unknown>;
    return { ...map, [name]: withEntry(map[name], rest, entry) };
  }
  if (entry.key !== undefined) return { ...((value ?? {}) as object), [entry.key]: entry.value };
  return ((value ?? []) as unknown[]).toSpliced(entry.index ?? (value as unknown[] | undefined)?.length ?? 0, 0, entry.value);
}

function blockOf(value: unknown, column: number): string {
  const lines = stringify(value, { lineWidth: 0 }).trimEnd().split('\n');
  return lines.map((line) => (line === '' ? line : ' '.repeat(column) + line)).join('\n') + '\n';
}

function flowOf(value: unknown): string {
  return stringify(value, { lineWidth: 0, collectionStyle: 'flow' }).trimEnd();
}

function isJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** Before the line break where the text does not end with one. */
function atLine(text: string, at: number, lines: string): TextEdit {
  const isOpen = at > 0 && text[at - 1] !== '\n';
  return { start: at, end: at, text: isOpen ? `\n${lines.slice(0, -1)}` : lines };
}

/** Behind the last line of an entry, with its comments. */
function endOfBlock(text: string, end: number, column: number): number {
  let at = text[end - 1] === '\n' ? end : lineEnd(text, end);
  for (;;) {
    const comment = /^([ \t]*)#[^\n]*(?:\n|$)/.exec(text.slice(at));
    if (comment === null || comment[0] === '' || comment[1]!.length <= column) return at;
    at += comment[0].length;
  }
}

/** Before the line of an entry, and the comments on it. */
function startOfBlock(text: string, at: number): number {
  let start = text.lastIndexOf('\n', at - 1) + 1;
  for (;;) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (start === 0 || !/^[ \t]*#/.test(text.slice(above, start))) return start;
    start = above;
  }
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}
