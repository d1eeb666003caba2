import { sep } from 'node:path';
import { type StackFrame, stackFrames } from './stack-frames.ts';

/** The frames of a stack that are the author's own: those of installed packages, of Node and of the toolkit, whose folder is given, are left out. */
export function ownFrames(stack: string, toolkit: string): StackFrame[] {
  return stackFrames(stack).filter(({ file }) => !file.includes(`${sep}node_modules${sep}`) && !isToolkit(file, toolkit));
}

/** The toolkit's folder may hold plugins too (its examples); its own code lies in these. */
function isToolkit(file: string, root: string): boolean {
  return ['dist', 'runtime', 'generator', 'generated'].some((folder) => file.startsWith(`${root}${sep}${folder}${sep}`));
}
