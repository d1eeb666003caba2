import { randomBytes, randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { CreateBucketCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { PluginEnvironment } from 'actionsmith';
import { openStorage, type Storage } from 'actionsmith/storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCuttingProxy } from '../../backend/support/cutting-proxy.ts';
import { TOOLKIT } from '../../support/make-plugin.ts';
import { ensureMoto } from '../support/ensure-moto.ts';
import { type StartedServer, startServer } from '../support/start-server.ts';
import { digest, digestOf, keysOf, pieces, runStorageContract } from '../support/storage-contract.ts';

const env = new PluginEnvironment({ KEY: 'key-of-s3', SECRET: 'secret-of-s3' });
let server: StartedServer;
let admin: S3Client;

beforeAll(async () => {
  const python = ensureMoto(TOOLKIT);
  server = await startServer((port) => [python, '-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)]);
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  admin = new S3Client({ endpoint: `http://127.0.0.1:${server.port}`, region: 'us-east-1', forcePathStyle: true, credentials });
});
afterAll(async () => {
  admin.destroy();
  await server.stop();
});

async function makeBucket(): Promise<string> {
  const bucket = `b-${randomUUID()}`;
  await admin.send(new CreateBucketCommand({ Bucket: bucket }));
  return bucket;
}

async function open(bucket: string, prefix = '', port = server.port): Promise<Storage> {
  const configuration = {
    bucket_name: bucket,
    prefix,
    endpoint_url: `http://127.0.0.1:${port}`,
    access_key: 'env:KEY',
    secret_key: 'env:SECRET',
  };
  return openStorage({ provider: 'minio', configuration }, { env });
}

runStorageContract({ name: 'S3', open: async () => open(await makeBucket(), 'below/here'), many: 1_005 });

test('what is below a prefix knows nothing of its neighbours', async () => {
  const bucket = await makeBucket();
  const [whole, below] = [await open(bucket), await open(bucket, '/a/')];
  await whole.write('ab.txt', 'x');
  await below.write('b.txt', 'y');
  expect([await keysOf(whole), await keysOf(below)]).toEqual([['a/b.txt', 'ab.txt'], ['b.txt']]);
});

test('a read that is cut again and again goes on behind what came', async () => {
  const bucket = await makeBucket();
  const bytes = randomBytes(8_000_000);
  await (await open(bucket)).write('big.bin', bytes);
  const incidents = [500_000, 2_000_000, 2_000_001, 5_000_000, 7_900_000].map((at) => ({ at, happen: (): void => {} }));
  const proxy = await startCuttingProxy(server.port, 'down', incidents);
  const storage = await open(bucket, '', proxy.port);
  expect(await digestOf(storage.read('big.bin'))).toBe(digest(bytes));
  await storage.close();
  await proxy.close();
});

test('a write in parts that is cut arrives whole, by parts that are sent again', async () => {
  const bucket = await makeBucket();
  const bytes = randomBytes(12_000_000);
  const proxy = await startCuttingProxy(server.port, 'up', [{ at: 7_000_000, happen: (): void => {} }]);
  const storage = await open(bucket, '', proxy.port);
  await storage.write('big.bin', pieces(bytes));
  expect(await digestOf((await open(bucket)).read('big.bin'))).toBe(digest(bytes));
  await storage.close();
  await proxy.close();
});

test('a write that fails leaves no parts that somebody pays for', async () => {
  const bucket = await makeBucket();
  const storage = await open(bucket);
  await expect(storage.write('big.bin', failing())).rejects.toThrow('gone');
  const { Uploads = [] } = await admin.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  expect([Uploads, await keysOf(storage)]).toEqual([[], []]);
});

test('a bucket that is not there is said', async () => {
  const storage = await open('no-such-bucket');
  const message = 'in s3://no-such-bucket/: the bucket is not there';
  await expect(text(storage.read('a'))).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND', message: `cannot read a ${message}` });
  await expect(storage.write('a', 'x')).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND', message: `cannot write a ${message}` });
  await expect(keysOf(storage)).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND', message: `cannot list ${message}` });
});

test('wrong credentials are said, and not shown', async () => {
  const python = ensureMoto(TOOLKIT);
  const strict = await startServer((port) => [python, '-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    INITIAL_NO_AUTH_ACTION_COUNT: '0', // from its first request on, it looks at signatures
  });
  const storage = await open('b', '', strict.port);
  const error = await storage.write('a', 'x').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    name: 'StorageError',
    code: 'STORAGE_DENIED',
    message: 'cannot write a in s3://b/: the access key is not known',
  });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/secret-of-s3|key-of-s3/);
  await strict.stop();
});

async function* failing(): AsyncGenerator<Uint8Array> {
  yield randomBytes(12_000_000);
  throw new Error('gone');
}
