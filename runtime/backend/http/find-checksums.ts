import type { BackendHttp } from './backend-http.ts';
import { readItem } from './read-answer.ts';

/** The backend takes so many at a time. */
const MOST = 1_000;

/** Of these checksums, the ones that the backend has a data file of. */
export async function findChecksums(
  http: BackendHttp,
  checksums: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let from = 0; from < checksums.length; from += MOST) {
    const json = JSON.stringify({ checksums: checksums.slice(from, from + MOST) });
    const answer = await http.send({ method: 'POST', path: 'data_files/verify_checksums/', json, isIdempotent: true, signal });
    for (const checksum of readItem<{ existing_checksums?: readonly string[] }>(answer).existing_checksums ?? []) found.add(checksum);
  }
  return found;
}
