import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { toJson } from '../../logging/to-json.ts';

/** What one action may hand to the next by value. */
const MOST_BYTES = 1024 * 1024;

/** The result as plain JSON. Throws RESULT_TOO_LARGE, which says what to do instead. */
export function checkResultSize(name: string, value: unknown): unknown {
  const result = toJson(value) ?? null;
  const bytes = Buffer.byteLength(JSON.stringify(result));
  if (bytes <= MOST_BYTES) return result;
  throw new ActionsmithError(
    `the result of ${name} has ${(bytes / MOST_BYTES).toFixed(1)} MiB, and an action hands on 1 MiB at most: write the data to a file or a storage, and give its path or URL`,
    { code: 'RESULT_TOO_LARGE', details: { action: name, bytes } },
  );
}
