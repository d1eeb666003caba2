import type { Frame, FunctionCode } from './function-code.ts';

/** Errors of one list or object after which the rest of it is not looked at: a list of a million bad items would take a gigabyte to say so. */
export const MOST_ERRORS = 100;

export interface Loop {
  readonly head: string;
  /** The condition of rounds that are left out. */
  readonly skips?: string | undefined;
  /** What stands around what `body` puts; its rounds are those that count. */
  readonly only?: string | undefined;
  readonly body: (frame: Frame) => void;
}

/**
 * A loop over items or properties. It ends early where everything is wrong: the verdict is the same, there are errors. Each of its rounds counts:
 * these are what makes a value that holds itself many times take for ever. Nothing where its body is nothing.
 */
export function printLoop(code: FunctionCode, frame: Frame, { head, skips, only, body }: Loop): void {
  const lines = code.aside(() => body(frame));
  if (lines.length === 0) return;
  const before = code.name('before');
  const bounded = !frame.sink.judges;
  if (bounded) code.put(`const ${before} = ${frame.sink.size};`);
  code.put(head);
  if (skips !== undefined) code.put(`if (${skips}) continue;`);
  if (only !== undefined) code.put(`if (${only}) {`);
  if (bounded) code.put(`if (${frame.sink.size} - ${before} >= ${MOST_ERRORS}) break;`);
  code.put(`${code.scope.helper('countStep')}();`, ...lines, '}');
  if (only !== undefined) code.put('}');
}
