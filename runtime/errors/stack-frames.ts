import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One line of a stack: where it was, and what it called. */
export interface StackFrame {
  readonly text: string;
  /** An absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const LOCATION = /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)\)?$/;

/** The frames of a stack that have a file: Node's own are left out. */
export function stackFrames(stack: string): StackFrame[] {
  return stack.split('\n').flatMap((line) => parseFrame(line.trim()) ?? []);
}

export function firstFrame(stack: string): StackFrame | undefined {
  return stackFrames(stack)[0];
}

/** `src/actions/train.ts:8`, seen from the folder you stand in where the file is below it. */
export function formatPlace({ file, line }: StackFrame): string {
  const path = relative(process.cwd(), file);
  return `${path.startsWith('..') ? file : path.split(sep).join('/')}:${line}`;
}

function parseFrame(text: string): StackFrame | undefined {
  const match = text.startsWith('at ') ? LOCATION.exec(text) : null;
  if (match === null) return undefined;
  const [, location = '', line, column] = match;
  return { text, file: toPath(location), line: Number(line), column: Number(column) };
}

/** Loaders add queries to the address of a module. */
function toPath(location: string): string {
  const bare = location.replace(/\?[^:]*$/, '');
  return bare.startsWith('file://') ? fileURLToPath(bare) : bare;
}
