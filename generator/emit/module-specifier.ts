import { posix } from 'node:path';
import { type Code, literal } from './code.ts';

/** The import path from one file of the plugin to another; both without ending, relative to the plugin's folder. */
export function moduleSpecifier(from: string, to: string, ending: string): Code {
  const relative = posix.relative(posix.dirname(from), to);
  return literal((relative.startsWith('.') ? relative : `./${relative}`) + ending);
}
