import { readFileSync, statSync } from 'node:fs';
import { toolkitRoot } from '../discovery/toolkit-entries.ts';
import { ownFrames } from '../errors/own-frames.ts';
import type { SerializedError } from '../logging/run-event.ts';

/** Lines of a file around the place that an error came from, as they were when it was thrown. */
export interface Excerpt {
  /** An absolute path. */
  readonly file: string;
  /** The place, from 1. */
  readonly line: number;
  readonly column: number;
  /** The number of the first of `lines`. */
  readonly from: number;
  readonly lines: readonly string[];
}

/** What a run failed of, with the author's lines that it came from: the files may be others by the time somebody looks. */
export interface StoredError extends SerializedError {
  readonly excerpts?: readonly Excerpt[];
}

const BEFORE = 4;
const AFTER = 3;
const MOST_EXCERPTS = 8;
const LONGEST_LINE = 300;
const LARGEST_FILE = 2 * 1024 * 1024;

/** The error for the run's folder. Never throws. */
export function storeError(error: SerializedError): StoredError {
  const excerpts = new Map<string, Excerpt>();
  for (const one of chainOf(error)) {
    const excerpt = excerptOf(one.stack ?? '');
    if (excerpt !== undefined && excerpts.size < MOST_EXCERPTS) excerpts.set(`${excerpt.file}:${excerpt.line}:${excerpt.column}`, excerpt);
  }
  return excerpts.size === 0 ? error : { ...error, excerpts: [...excerpts.values()] };
}

/** The error, its causes, those that it is made of, and what went wrong while steps were undone. */
function chainOf(error: SerializedError): SerializedError[] {
  const { cause, errors = [], rollbackErrors = [] } = error;
  return [error, ...(cause === undefined ? [] : chainOf(cause)), ...[...errors, ...rollbackErrors].flatMap(chainOf)];
}

function excerptOf(stack: string): Excerpt | undefined {
  const [frame] = ownFrames(stack, toolkitRoot());
  if (frame === undefined) return undefined;
  const { file, line, column } = frame;
  const text = readSource(file);
  const from = Math.max(1, line - BEFORE);
  const lines = text.split('\n').slice(from - 1, line + AFTER);
  if (lines.length <= line - from) return undefined; // the file is shorter than that: it is another one by now
  return { file, line, column, from, lines: lines.map((one) => one.replace(/\r$/, '').slice(0, LONGEST_LINE)) };
}

function readSource(file: string): string {
  try {
    return statSync(file).size > LARGEST_FILE ? '' : readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
