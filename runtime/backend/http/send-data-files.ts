import type { Backend, FileToSend, SendOptions } from '../backend.ts';
import { sendEach } from '../send-each.ts';
import type { BackendHttp } from './backend-http.ts';
import { sendPresigned } from './send-presigned.ts';

const CHUNKED_ABOVE = 50 * 1024 ** 2;

/** Small files to presigned addresses, large ones in chunks; a backend that signs none gets all of them in chunks. */
export async function sendDataFiles(
  http: BackendHttp,
  backend: Backend,
  files: readonly FileToSend[],
  options: SendOptions,
): Promise<readonly (number | Error)[]> {
  const { chunkedAbove = CHUNKED_ABOVE } = options;
  const small = files.filter(({ size }) => size <= chunkedAbove);
  const presigned = await sendPresigned(http, small, options);
  const done = new Map(presigned.flatMap((result, index) => (result === undefined ? [] : [[small[index]!, result] as const])));
  const rest = files.filter((file) => !done.has(file));
  const chunked = await sendEach(backend, rest, options);
  for (const [index, file] of rest.entries()) done.set(file, chunked[index]!);
  return files.map((file) => done.get(file)!);
}
