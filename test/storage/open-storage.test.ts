import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { PluginEnvironment } from 'actionsmith';
import { openEmbeddedBackend } from 'actionsmith/backend';
import { openStorage } from 'actionsmith/storage';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-plugin.ts';

const env = new PluginEnvironment({ S3_SECRET: 'hunter2-secret' });

test('a storage of a backend is opened by its record', async () => {
  const folder = makeFolder();
  const backend = await openEmbeddedBackend(makeFolder());
  const { id } = await backend.storages.create({
    name: 'here',
    category: 'internal',
    provider: 'file_system',
    configuration: { location: folder },
  });
  const storage = await openStorage(await backend.storages.get(id));
  await storage.write('a.txt', 'x');
  expect([storage.place, await text(storage.read('a.txt'))]).toEqual([folder, 'x']);
  await backend.close();
});

test('a path and its address are the same folder', async () => {
  const folder = join(makeFolder(), 'with space');
  expect((await openStorage(pathToFileURL(folder).href)).place).toBe(folder);
  expect((await openStorage(folder)).place).toBe(folder);
});

test.each([
  ['s3://fruit/a/b', 's3://fruit/a/b/'],
  ['s3://fruit', 's3://fruit/'],
  ['gs://fruit/a/', 'gs://fruit/a/'],
  ['azure://account/fruit/a', 'azure://account/fruit/a/'],
  ['sftp://me@host/data', 'sftp://me@host:22/data'],
  ['sftp://me@host:2222', 'sftp://me@host:2222/'],
  ['https://host/data', 'https://host/data/'],
])('%s is opened without being asked, and shown as %s', async (address, place) => {
  const storage = await openStorage(address, { configuration: { account_key: 'a2V5' } });
  expect(storage.place).toBe(place);
  await storage.close();
});

test.each([
  ['s3://key:secret@fruit', 'the address of the storage must have no credentials and no query: give them as configuration'],
  ['sftp://me:secret@host/', 'the address of the storage must have no credentials and no query: give them as configuration'],
  ['https://host/?token=secret', 'the address of the storage must have no credentials and no query: give them as configuration'],
  ['ftp://host/', 'the address of the storage begins with none of file, s3, gs, azure, sftp, http and https'],
  ['azure://account/fruit', 'a storage of azure cannot be opened: account_key is missing in its configuration'],
])('the address %s is refused, without its secrets', async (address, message) => {
  await expect(openStorage(address)).rejects.toMatchObject({ name: 'StorageError', code: 'BAD_STORAGE', message });
});

test.each([
  { provider: 'amazon_s4', configuration: {}, says: 'the provider "amazon_s4" of a storage is not known: did you mean amazon_s3?' },
  {
    provider: 'amazon_s3',
    configuration: { bucketname: 'b' },
    says: 'a storage of amazon_s3 cannot be opened: bucket_name is missing in its configuration, which has bucketname',
  },
  {
    provider: 'minio',
    configuration: { bucket_name: 'b', secret_key: 'env:NOPE' },
    says: 'a storage of minio cannot be opened: the secret secret_key is not available: the environment variable NOPE is not set',
  },
  {
    provider: 'gcp',
    configuration: { bucket_name: 'b', credentials: '{"private_key": oh' },
    says: 'a storage of gcp cannot be opened: credentials must be JSON',
  },
  {
    provider: 'sftp',
    configuration: { host: 'h', username: 'u', port: 99_999 },
    says: 'a storage of sftp cannot be opened: port must be a whole number from 1 to 65535',
  },
  { provider: 'file_system', configuration: { location: 7n }, says: 'a storage of file_system cannot be opened: location must be a text' },
])('a record that cannot be used is refused with the reason: $says', async ({ provider, configuration, says }) => {
  await expect(openStorage({ provider, configuration }, { env })).rejects.toMatchObject({ code: 'BAD_STORAGE', message: says });
});

test('a credential is read where its reference leads, and is nowhere to be seen', async () => {
  const file = join(makeFolder(), 'key.txt');
  writeFileSync(file, 'file-secret\n');
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(String(request.headers.authorization));
    response.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>not hunter2-secret</Message></Error>');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const configuration = {
    bucket_name: 'b',
    endpoint_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    access_key: `file:${file}`,
    secret_key: 'env:S3_SECRET',
  };
  const storage = await openStorage({ provider: 'minio', configuration }, { env });
  const error = await storage.stat('a/file-secret').catch((thrown: unknown) => thrown);
  expect(seen).toEqual([expect.stringContaining('Credential=file-secret/')]);
  expect(error).toMatchObject({ code: 'STORAGE_DENIED', message: expect.stringMatching(/^cannot stat a\/\[REDACTED\] in s3:\/\/b\/: /) });
  expect(inspect([storage, error], { depth: 9, showHidden: true })).not.toMatch(/hunter2-secret|file-secret/);
  await storage.close();
  server.close();
});
