import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { StorageError } from '../../../storage/storage-error.ts';
import { SourceFileError } from './source-file-error.ts';

/** What is wrong with a file that says it is JSON: half of one is of no use to anybody. It is read as it comes, however long it is. */
export async function jsonProblem(bytes: Readable, signal: AbortSignal): Promise<string | undefined> {
  const { Tokenizer, TokenParser } = await import('@streamparser/json');
  const [tokenizer, parser] = [new Tokenizer(), new TokenParser({ paths: ['$'], keepStack: false })];
  let problem: string | undefined;
  tokenizer.onToken = (token): void => parser.write(token);
  parser.onValue = (): void => {};
  tokenizer.onError = parser.onError = (error): void => void (problem ??= error.message);
  const decoder = new StringDecoder('utf8');
  try {
    for await (const piece of bytes) {
      tokenizer.write(decoder.write(piece as Buffer));
      if (problem !== undefined) break;
    }
    if (problem === undefined && !tokenizer.isEnded) tokenizer.end();
    if (problem === undefined && !parser.isEnded) return 'its JSON ends in the middle';
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SourceFileError || (error instanceof StorageError && !error.retryable)) return error.message;
    if (error instanceof StorageError) throw error;
    problem ??= error instanceof Error ? error.message : String(error);
  }
  return problem === undefined ? undefined : `its JSON cannot be read: ${problem}`;
}
