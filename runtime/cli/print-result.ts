import { toJson } from '../logging/to-json.ts';
import { writeToStdout } from './keep-stdout.ts';

/** A result on stdout, as JSON: nothing else is printed there, so it can be piped. An action without a result prints nothing, or null with `--json`. */
export function printResult(result: unknown, options: { readonly json?: boolean | undefined } = {}): void {
  const value = toJson(result);
  if (value === undefined && !options.json) return;
  writeToStdout(`${JSON.stringify(value ?? null, null, options.json ? 0 : 2)}\n`);
}
