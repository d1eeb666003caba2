import type { TextStream } from './text-stream.ts';

/** A terminal that somebody looks at, and that can draw. */
export function isInteractive(stream: TextStream): boolean {
  return stream.isTTY === true && !process.env['CI'] && process.env['TERM'] !== 'dumb';
}
