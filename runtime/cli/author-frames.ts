import { relative } from 'node:path';
import { ownFrames } from '../errors/own-frames.ts';

const MOST = 8;

/** The lines of a stack that are the author's own, as paths below the folder you stand in where they are. */
export function authorFrames(stack: string, toolkit: string): string[] {
  return ownFrames(stack, toolkit)
    .slice(0, MOST)
    .map(({ text, file, line, column }) => {
      const path = relative(process.cwd(), file);
      const caller = /^at (?:async )?(.*?) \(/.exec(text)?.[1];
      const place = `${path.startsWith('..') ? file : path}:${line}:${column}`;
      return caller === undefined ? `at ${place}` : `at ${caller} (${place})`;
    });
}
