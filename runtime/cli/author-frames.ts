import { relative, sep } from 'node:path';
import { stackFrames } from '../errors/stack-frames.ts';

const MOST = 8;

/**
 * The lines of a stack that are the author's own, as paths below the folder you stand in where they are: what is left after the frames of
 * installed packages, of Node and of the toolkit.
 */
export function authorFrames(stack: string, toolkit: string): string[] {
  const own = stackFrames(stack).filter(({ file }) => !file.includes(`${sep}node_modules${sep}`) && !isToolkit(file, toolkit));
  return own.slice(0, MOST).map(({ text, file, line, column }) => {
    const path = relative(process.cwd(), file);
    const caller = /^at (?:async )?(.*?) \(/.exec(text)?.[1];
    const place = `${path.startsWith('..') ? file : path}:${line}:${column}`;
    return caller === undefined ? `at ${place}` : `at ${caller} (${place})`;
  });
}

/** The toolkit's folder may hold plugins too (its examples); its own code lies in these. */
function isToolkit(file: string, root: string): boolean {
  return ['dist', 'runtime', 'generator', 'generated'].some((folder) => file.startsWith(`${root}${sep}${folder}${sep}`));
}
