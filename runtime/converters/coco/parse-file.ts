import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../../errors/describe-system-error.ts';
import { messageOf } from '../../errors/message-of.ts';
import { ConversionError } from '../conversion-error.ts';
import { isObject } from '../dm/read-annotation.ts';

/** The lists of a file of coco. */
export const LISTS = ['images', 'annotations', 'categories'] as const;
export type CocoList = (typeof LISTS)[number];

/** What is larger is read as a stream, in bytes. */
export const STREAMED_FROM: number = 32 * 1024 * 1024;

/** Calls back for every entry of the lists, in the order of the file. Throws ConversionError for what is no such file, or is cut off. */
export async function parseCocoFile(
  file: string,
  take: (list: CocoList, entry: unknown) => void | Promise<void>,
  { streamedFrom = STREAMED_FROM, signal }: { readonly streamedFrom?: number; readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const seen = new Set<CocoList>();
  const note = async (list: CocoList, entry: unknown): Promise<void> => {
    seen.add(list);
    await take(list, entry);
  };
  try {
    if ((await stat(file)).size > streamedFrom) await parseStream(file, note, signal);
    else await parseWhole(file, note, seen);
  } catch (error) {
    if (isActionsmithError(error) || signal?.aborted === true) throw error;
    throw unreadable(file, isSystemError(error) ? reasonOf(error) : messageOf(error), error);
  }
  for (const list of ['images', 'categories'] as const)
    if (!seen.has(list)) throw unreadable(file, `it has no list \`${list}\`, or nothing in it`);
}

async function parseWhole(file: string, take: (list: CocoList, entry: unknown) => Promise<void>, seen: Set<CocoList>): Promise<void> {
  const document = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, '')) as unknown;
  for (const list of LISTS) {
    const entries = isObject(document) ? document[list] : undefined;
    if (!Array.isArray(entries)) continue;
    seen.add(list);
    for (const entry of entries as unknown[]) await take(list, entry);
  }
}

async function parseStream(
  file: string,
  take: (list: CocoList, entry: unknown) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { JSONParser } = await import('@streamparser/json');
  const parser = new JSONParser({ paths: LISTS.map((list) => `$.${list}.*`), keepStack: false });
  let ready: (readonly [CocoList, unknown])[] = [];
  parser.onValue = ({ value, stack }) => void ready.push([stack[1]!.key as CocoList, value]);
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024, signal })) {
    parser.write(chunk as Buffer);
    const entries = ready;
    ready = [];
    for (const [list, entry] of entries) await take(list, entry);
  }
  if (!parser.isEnded) throw new Error('it ends in the middle of its JSON');
}

function unreadable(file: string, reason: string, cause?: unknown): ConversionError {
  return new ConversionError(`${file}: ${reason}`, { code: 'DATASET_UNREADABLE', cause });
}
