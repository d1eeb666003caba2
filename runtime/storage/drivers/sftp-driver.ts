import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type SftpClient from 'ssh2-sftp-client';
import { messageOf } from '../../errors/message-of.ts';
import { explainSystemError } from '../explain-error.ts';
import { loadLibrary } from '../load-library.ts';
import { StorageError, type StorageProblem } from '../storage-error.ts';
import type { OpenedFile, StorageDriver } from '../storage-driver.ts';
import type { StorageEntry } from '../storage.ts';

export interface SftpOptions {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password?: string | undefined;
  /** The key itself, as PEM or of OpenSSH. */
  readonly privateKey?: string | undefined;
  readonly passphrase?: string | undefined;
  /** The folder on the server. */
  readonly root: string;
  /** `SHA256:…`, as ssh-keygen -l shows it; without one, any server is believed. */
  readonly hostKey?: string | undefined;
}

const READ_BYTES = 255 * 1024;
const BLOCK_BYTES = 1024 * 1024;
const PART = /(^|\/)\.[0-9a-f-]{36}\.part$/;

/** A folder behind SSH. One connection, which is made again where it was lost. */
export async function sftpDriver(options: SftpOptions): Promise<StorageDriver> {
  const { default: Client } = await loadLibrary('ssh2-sftp-client', import('ssh2-sftp-client'));
  return new SftpDriver((onEnd) => connect(Client, options, onEnd), options);
}

async function connect(
  Client: typeof SftpClient,
  { hostKey, host, port, username, password, privateKey, passphrase }: SftpOptions,
  onEnd: () => void,
): Promise<SftpClient> {
  const client = new Client('actionsmith', { error: onEnd, end: onEnd, close: onEnd });
  await client.connect({
    host,
    port,
    username,
    ...(password !== undefined && { password }),
    ...(privateKey !== undefined && { privateKey }),
    ...(passphrase !== undefined && { passphrase }),
    readyTimeout: 20_000,
    keepaliveInterval: 10_000,
    keepaliveCountMax: 3,
    ...(hostKey !== undefined && {
      hostVerifier: (key: Buffer) => `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}` === hostKey.trim(),
    }),
  });
  return client;
}

class SftpDriver implements StorageDriver {
  readonly place: string;
  readonly #connect: (onEnd: () => void) => Promise<SftpClient>;
  readonly #root: string;
  #client: Promise<SftpClient> | undefined;
  /** Aborts with the connection: a stream of the library never ends then. */
  #lost: AbortSignal = AbortSignal.abort();

  constructor(connecting: (onEnd: () => void) => Promise<SftpClient>, { username, host, port, root }: SftpOptions) {
    this.#connect = connecting;
    this.#root = root.replace(/(?<=.)\/+$/, '');
    this.place = `sftp://${username}@${host}:${port}${this.#root}`;
  }

  async open(key: string, from: number, to: number | undefined): Promise<OpenedFile> {
    const client = await this.#open();
    const path = await this.#find(client, key);
    const { size, modifyTime } = await client.stat(path);
    const end = Math.min(to ?? size, size);
    const version = `${size}-${modifyTime}`;
    if (from >= end) return { body: Readable.from([]), size, version };
    const body = client.createReadStream(path, { start: from, end: end - 1, autoClose: true, highWaterMark: READ_BYTES });
    body.on('error', ignore); // each request that waits fails, and the first is told
    return { body, size, version };
  }

  async put(key: string, source: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
    const client = await this.#open();
    const [lost, done] = [this.#lost, new AbortController()];
    const path = this.#pathOf(key);
    const folder = posix.dirname(path);
    await this.#makeFolder(client, folder);
    await this.#confine(client, folder, key);
    const part = `${folder}/.${randomUUID()}.part`;
    try {
      const target = client.createWriteStream(part, { flags: 'wx', autoClose: true });
      target.on('error', ignore);
      const closed = once(target, 'close', { signal });
      closed.catch(ignore);
      const sent = pipeline(Readable.from(inBlocks(source)), target, { signal });
      const cut = once(lost, 'abort', { signal: done.signal }).then(() => Promise.reject(lost.reason));
      await Promise.race([sent, cut]);
      await closed; // only then the server has all of it
      await client.posixRename(part, path);
    } catch (error) {
      await this.#discard(part).catch(ignore); // there may be no connection; it is in no list
      throw error;
    } finally {
      done.abort();
    }
  }

  async stat(key: string): Promise<StorageEntry> {
    const client = await this.#open();
    const { size, modifyTime } = await client.stat(await this.#find(client, key));
    return { key, size, modifiedAt: new Date(modifyTime) };
  }

  async *list(prefix: string): AsyncGenerator<StorageEntry> {
    const client = await this.#open();
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    if (folder !== '' && (await client.exists(this.#pathOf(folder.slice(0, -1)))) !== 'd') return;
    for await (const entry of this.#walk(client, folder)) if (entry.key.startsWith(prefix)) yield entry;
  }

  async remove(key: string): Promise<void> {
    const client = await this.#open();
    const folder = posix.dirname(this.#pathOf(key));
    if ((await client.exists(folder)) === false) return;
    await this.#confine(client, folder, key);
    await client.delete(this.#pathOf(key), true);
  }

  explain(error: unknown): StorageProblem {
    const { code, level } = error as { code?: unknown; level?: string };
    const message = messageOf(error);
    if (level === 'client-authentication' || /authentication methods failed/.test(message))
      return { code: 'STORAGE_DENIED', why: 'the user name, password or key is not accepted' };
    if (/host denied|Host denied|verification failed/i.test(message))
      return { code: 'STORAGE_DENIED', why: 'the server has another host key than host_key says' };
    if (code === 2 || /no such file/i.test(message)) return { code: 'STORAGE_NOT_FOUND', why: 'it is not there' };
    if (code === 3 || /permission denied/i.test(message)) return { code: 'STORAGE_DENIED', why: 'the user has no permission' };
    if (
      /no response|not connected|connection lost|unexpected end|keepalive|end event|close event|no sftp connection|timed out/i.test(message)
    )
      return { code: 'STORAGE_UNREACHABLE', why: 'the connection failed' };
    if (code === 4) return { code: 'STORAGE_FAILED', why: 'the server failed, and says no more; is its disk full?' };
    return explainSystemError(error);
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(ignore);
    this.#client = undefined;
    await client?.end().catch(ignore);
  }

  /** The connection that is there, or a new one. */
  #open(): Promise<SftpClient> {
    if (this.#client !== undefined) return this.#client;
    const lost = new AbortController();
    const forget = (): void => {
      lost.abort(new Error('connection lost'));
      if (this.#client === opening) this.#client = undefined;
    };
    const opening = this.#connect(forget);
    opening.catch(forget);
    this.#lost = lost.signal;
    return (this.#client = opening);
  }

  async #find(client: SftpClient, key: string): Promise<string> {
    const path = await this.#confine(client, this.#pathOf(key), key);
    if ((await client.stat(path)).isFile) return path;
    throw new StorageError(`cannot use ${key} in ${this.place}: it is no file`, { code: 'STORAGE_NOT_FOUND' });
  }

  async #confine(client: SftpClient, path: string, key: string): Promise<string> {
    const root = await client.realPath(this.#root);
    const real = await client.realPath(path);
    if (real === root || real.startsWith(root.endsWith('/') ? root : `${root}/`)) return real;
    throw new StorageError(`cannot use ${key} in ${this.place}: a link leads out of the storage`, { code: 'STORAGE_DENIED' });
  }

  async #discard(part: string): Promise<void> {
    const client = await this.#open();
    await client.delete(part, true);
  }

  async #makeFolder(client: SftpClient, folder: string): Promise<void> {
    if ((await client.exists(folder)) !== false) return;
    await this.#makeFolder(client, posix.dirname(folder));
    await client.mkdir(folder).catch(async (error: unknown) => {
      if ((await client.exists(folder)) !== 'd') throw error; // somebody else was faster
    });
  }

  async *#walk(client: SftpClient, folder: string): AsyncGenerator<StorageEntry> {
    const found = await client.list(this.#pathOf(folder.slice(0, -1)));
    for (const info of found.sort((a, b) => Buffer.compare(Buffer.from(nameOf(a)), Buffer.from(nameOf(b))))) {
      if (info.type === 'd') yield* this.#walk(client, `${folder}${info.name}/`);
      else if (info.type === '-' && !PART.test(info.name))
        yield { key: folder + info.name, size: info.size, modifiedAt: new Date(info.modifyTime) };
    }
  }

  #pathOf(key: string): string {
    return key === '' ? this.#root : posix.join(this.#root, key);
  }
}

/** Many packets at once: each write waits for an answer of the server. */
async function* inBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let [pieces, size]: [Uint8Array[], number] = [[], 0];
  for await (const piece of source) {
    pieces.push(piece);
    size += piece.length;
    if (size < BLOCK_BYTES) continue;
    yield Buffer.concat(pieces);
    [pieces, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(pieces);
}

/** A folder sorts as its keys do. */
function nameOf({ name, type }: SftpClient.FileInfo): string {
  return type === 'd' ? `${name}/` : name;
}

function ignore(): undefined {
  return undefined;
}
