import type { SerializedError } from '../../logging/run-event.ts';

const FRAME = /^\s*at /;
const OWN = /(?:\(|at |async )actionsmith\/|at new Promise \(<anonymous>\)/;

/**
 * The error with stacks as the author knows them: paths from the plugin's folder (`src/actions/train.ts:12:9`) instead of the worker's,
 * and without the toolkit's own frames, unless they are all there is to find the error by.
 */
export function shortenStacks(error: SerializedError, folder: string): SerializedError {
  const { stack, cause, rollbackErrors } = error;
  return {
    ...error,
    ...(stack !== undefined && { stack: shorten(stack, folder, cause !== undefined) }),
    ...(cause !== undefined && { cause: shortenStacks(cause, folder) }),
    ...(rollbackErrors !== undefined && { rollbackErrors: rollbackErrors.map((one) => shortenStacks(one, folder)) }),
  };
}

function shorten(stack: string, folder: string, hasCause: boolean): string {
  const lines = stack.replaceAll(`file://${folder}/`, '').replaceAll(`${folder}/`, '').split('\n');
  const kept = lines.filter((line) => !(FRAME.test(line) && OWN.test(line)));
  return (hasCause || kept.some((line) => FRAME.test(line)) ? kept : lines).join('\n');
}
