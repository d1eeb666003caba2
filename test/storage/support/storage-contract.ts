import { createHash, randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import type { Storage } from 'actionsmith/storage';
import { describe, expect, test } from 'vitest';

export interface ContractOptions {
  readonly name: string;
  /** One that is empty. */
  readonly open: () => Promise<Storage>;
  /** Files in a list of several pages. */
  readonly many: number;
}

const BIG = 11 * 1024 * 1024 + 7;

/** What every storage does that can be written. */
export function runStorageContract({ name, open, many }: ContractOptions): void {
  const withStorage = async (work: (storage: Storage) => Promise<void>): Promise<void> => {
    const storage = await open();
    try {
      await work(storage);
    } finally {
      await storage.close();
    }
  };

  describe(name, () => {
    test('a file comes back as it was written, whole and in ranges, and has its size', () =>
      withStorage(async (storage) => {
        await storage.write('a/b.txt', '0123456789');
        expect(await text(storage.read('a/b.txt'))).toBe('0123456789');
        expect(await text(storage.read('a/b.txt', { offset: 3, length: 4 }))).toBe('3456');
        expect(await text(storage.read('a/b.txt', { offset: 8, length: 99 }))).toBe('89');
        for (const nothing of [{ offset: 10 }, { offset: 99, length: 1 }, { offset: 2, length: 0 }])
          expect(await text(storage.read('a/b.txt', nothing))).toBe('');
        const { key, size, modifiedAt } = await storage.stat('a/b.txt');
        expect([key, size]).toEqual(['a/b.txt', 10]);
        expect(Math.abs(modifiedAt.getTime() - Date.now())).toBeLessThan(60_000);
      }));

    test('a stream is written as it comes, and takes the place of what was there', () =>
      withStorage(async (storage) => {
        await storage.write('big.bin', 'small');
        const bytes = randomBytes(BIG);
        await storage.write('big.bin', pieces(bytes));
        const back = await buffer(storage.read('big.bin'));
        expect([back.length, digest(back)]).toEqual([BIG, digest(bytes)]);
        expect(digest(await buffer(storage.read('big.bin', { offset: 1_000_003 })))).toBe(digest(bytes.subarray(1_000_003)));
      }));

    test('a file without a byte is a file', () =>
      withStorage(async (storage) => {
        await storage.write('empty', new Uint8Array());
        await storage.write('streamed', pieces(Buffer.alloc(0)));
        expect([await text(storage.read('empty')), (await storage.stat('streamed')).size]).toEqual(['', 0]);
      }));

    test('names of people are keys', () =>
      withStorage(async (storage) => {
        const keys = ['a b/ü ñ 日本.txt', '100%/q?x=1&y#z.txt', "it's (1) [2] + ~.txt", '...', '.hidden'];
        for (const key of keys) await storage.write(key, key);
        for (const key of keys) expect(await text(storage.read(key))).toBe(key);
        expect((await keysOf(storage)).toSorted()).toEqual(keys.toSorted());
      }));

    test('a list has all files below a prefix in the order of their keys, over several pages', () =>
      withStorage(async (storage) => {
        const keys = Array.from({ length: many }, (_, at) => `many/${String(at).padStart(5, '0')}.txt`);
        for (let at = 0; at < many; at += 20) await Promise.all(keys.slice(at, at + 20).map((key) => storage.write(key, 'x')));
        for (const key of ['many-0', 'many0/a', 'zoo']) await storage.write(key, 'y');
        expect(await keysOf(storage, 'many/')).toEqual(keys);
        expect(await keysOf(storage, 'many/0000')).toEqual(keys.slice(0, 10));
        expect(await keysOf(storage)).toEqual(['many-0', ...keys, 'many0/a', 'zoo']);
        expect(await keysOf(storage, 'none/')).toEqual([]);
        const first: string[] = [];
        for await (const { key, size } of storage.list('many')) if (first.push(`${key} ${size}`) === 2) break;
        expect(first).toEqual(['many-0 1', 'many/00000.txt 1']);
      }));

    test('what is not there is said by its code, and is removed already', () =>
      withStorage(async (storage) => {
        const refused = { name: 'StorageError', code: 'STORAGE_NOT_FOUND', message: expect.stringContaining(storage.place) };
        await expect(text(storage.read('none.txt'))).rejects.toMatchObject(refused);
        await expect(text(storage.read('none/none.txt', { offset: 5 }))).rejects.toMatchObject(refused);
        await expect(storage.stat('none.txt')).rejects.toMatchObject({
          ...refused,
          message: expect.stringContaining('cannot stat none.txt'),
        });
        await storage.remove('none/none.txt');
        await storage.write('one.txt', 'x');
        await storage.remove('one.txt');
        await expect(storage.stat('one.txt')).rejects.toMatchObject(refused);
      }));

    test('a source that fails leaves what was there, and nothing else; its error is the caller’s own', () =>
      withStorage(async (storage) => {
        await storage.write('kept.txt', 'before');
        const own = new Error('the camera is gone');
        const failing = async function* (): AsyncGenerator<Uint8Array> {
          yield randomBytes(6 * 1024 * 1024);
          throw own;
        };
        await expect(storage.write('kept.txt', failing())).rejects.toBe(own);
        await expect(storage.write('new.txt', failing())).rejects.toBe(own);
        expect([await text(storage.read('kept.txt')), await keysOf(storage)]).toEqual(['before', ['kept.txt']]);
      }));

    test('a write that is aborted ends, and leaves nothing', () =>
      withStorage(async (storage) => {
        const controller = new AbortController();
        const endless = async function* (): AsyncGenerator<Uint8Array> {
          for (let at = 0; ; at++) {
            if (at === 3) controller.abort(new Error('enough'));
            yield randomBytes(1024 * 1024);
          }
        };
        await expect(storage.write('endless.bin', endless(), { signal: controller.signal })).rejects.toThrow('enough');
        expect(await keysOf(storage)).toEqual([]);
      }));

    test.each(['../a', 'a/../../b', '/etc/passwd', 'a//b', 'a/', '', '.', 'a\\b', 'a\0b', 'x'.repeat(1_025)])('%j is no key', (key) =>
      withStorage(async (storage) => {
        const refused = { code: 'BAD_KEY' };
        expect(() => storage.read(key)).toThrow(expect.objectContaining(refused));
        await expect(storage.write(key, 'x')).rejects.toMatchObject(refused);
        await expect(storage.stat(key)).rejects.toMatchObject(refused);
        await expect(storage.remove(key)).rejects.toMatchObject(refused);
        if (key !== '' && key !== 'a/') await expect(keysOf(storage, key)).rejects.toMatchObject(refused);
      }),
    );
  });
}

export async function keysOf(storage: Storage, prefix?: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of storage.list(prefix)) keys.push(key);
  return keys;
}

export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** In the pieces of a disk. */
export async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Reads all; what it holds is not kept. */
export async function digestOf(stream: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of stream) hash.update(bytes as Uint8Array);
  return hash.digest('hex');
}
