import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { HttpServer } from '../backend/server/listen.ts';
import { type KnownToken, readTokens } from '../backend/server/tokens.ts';
import { describeSystemError, isSystemError } from '../errors/describe-system-error.ts';
import { UsageError } from './usage-error.ts';

/** What every command that serves takes, as `serveCommand` reads it. */
export interface ServeOptions {
  readonly port: string;
  readonly host: string;
  readonly data: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly json?: boolean;
}

export interface Listening {
  readonly folder: string;
  readonly port: number;
  readonly host: string;
  readonly tokens: readonly KnownToken[];
}

/** Serves until a signal; a second one ends the process at once. `tokenVariable` names where a token is that no option gives. */
export async function serveUntilSignal(
  options: ServeOptions,
  tokenVariable: string,
  open: (listening: Listening) => Promise<HttpServer>,
): Promise<void> {
  const { host, data, json } = options;
  const tokens = await tokensOf(options, tokenVariable);
  const { url, close } = await open({ folder: data, port: readPort(options.port), host, tokens });
  const stop = new AbortController();
  const stopped = Promise.race(['SIGINT', 'SIGTERM'].map((name) => once(process, name, { signal: stop.signal }))); // whoever reads the address may send one
  if (json === true) process.stdout.write(`${JSON.stringify({ url, data })}\n`);
  else
    process.stderr.write(
      `serving ${data} at ${url} ${tokens.length === 0 ? 'without a token, to this machine only' : 'to who has a token'}; Ctrl-C ends it\n`,
    );
  await stopped;
  stop.abort();
  if (json !== true) process.stderr.write('\nanswering what has been asked; once more to end at once\n');
  await close();
}

/** Throws UsageError for a file that cannot be read, BackendError for what is no token. */
async function tokensOf({ token, tokenFile }: ServeOptions, tokenVariable: string): Promise<KnownToken[]> {
  if (token?.trim() === '') throw new UsageError('--token is empty: with no token at all, leave it out'); // of a variable that is not set, perhaps
  const text = token ?? process.env[tokenVariable];
  const given = text ? readTokens(text, '--token') : [];
  if (tokenFile === undefined) return given;
  try {
    const ofFile = readTokens(await readFile(tokenFile, 'utf8'), tokenFile);
    if (ofFile.length === 0) throw new UsageError(`${tokenFile} has no token`);
    return [...given, ...ofFile];
  } catch (error) {
    if (isSystemError(error)) throw new UsageError(`--token-file ${describeSystemError(error)}`);
    throw error;
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port takes a number from 0 to 65535 (got ${JSON.stringify(text)})`);
}
