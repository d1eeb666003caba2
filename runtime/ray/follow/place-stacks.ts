import { join } from 'node:path';
import type { SerializedError } from '../../logging/run-event.ts';

/** A frame of the author's code as a worker writes it: `at run (src/actions/train.ts:12:9)`. Absolute paths, URLs and `node:` are not. */
const OWN_FRAME = /^(\s*at (?:.* \()?(?:async )?)((?![/\w]+:|\/|<|actionsmith\/|node_modules\/)[^():]+)(:\d+:\d+\)?)$/;

/** The error with its stacks leading into the plugin's folder on this machine, so that a click opens the file. */
export function placeStacks(error: SerializedError, folder: string | undefined): SerializedError {
  if (folder === undefined) return error;
  const { stack, cause, rollbackErrors } = error;
  return {
    ...error,
    ...(stack !== undefined && {
      stack: stack
        .split('\n')
        .map((line) => place(line, folder))
        .join('\n'),
    }),
    ...(cause !== undefined && { cause: placeStacks(cause, folder) }),
    ...(rollbackErrors !== undefined && { rollbackErrors: rollbackErrors.map((one) => placeStacks(one, folder)) }),
  };
}

function place(line: string, folder: string): string {
  return line.replace(OWN_FRAME, (_, before: string, path: string, after: string) => `${before}${join(folder, path)}${after}`);
}
