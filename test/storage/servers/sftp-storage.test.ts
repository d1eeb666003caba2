import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { PluginEnvironment } from 'actionsmith';
import { openStorage, type Storage } from 'actionsmith/storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';
import { startCuttingProxy } from '../../backend/support/cutting-proxy.ts';
import { makeFolder } from '../../support/make-plugin.ts';
import { type Sshd, startSshd } from '../support/start-sshd.ts';
import { digest, digestOf, keysOf, pieces, runStorageContract } from '../support/storage-contract.ts';

const home = new TemporaryFolder();
let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd(join(home.path, 'sshd'));
});
afterAll(async () => {
  await sshd.stop();
  home.remove();
});

async function open(root: string, more: Readonly<Record<string, unknown>> = {}): Promise<Storage> {
  const { port, username, key, fingerprint } = sshd;
  const env = new PluginEnvironment({ KEY: readFileSync(key, 'utf8') });
  const configuration = { host: '127.0.0.1', port, username, private_key: 'env:KEY', root_path: root, host_key: fingerprint, ...more };
  return openStorage({ provider: 'sftp', configuration }, { env });
}

runStorageContract({ name: 'SFTP', open: () => open(join(makeFolder(), 'new/storage')), many: 220 });

test('a private key may be a file, and its absolute path be given', async () => {
  const storage = await open(makeFolder(), { private_key: sshd.key });
  await storage.write('a.txt', 'x');
  expect(storage.place).toMatch(/^sftp:\/\/\w+@127\.0\.0\.1:\d+\/.*/);
  await storage.close();
});

test('a link of the server may lead to what is in the folder, and no further', async () => {
  const [folder, outside] = [makeFolder(), makeFolder()];
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'leak.txt'));
  symlinkSync(outside, join(folder, 'out'));
  const storage = await open(folder);
  const refused = { code: 'STORAGE_DENIED', message: expect.stringContaining('a link leads out of the storage') };
  await expect(text(storage.read('leak.txt'))).rejects.toMatchObject(refused);
  await expect(storage.write('out/new.txt', 'x')).rejects.toMatchObject(refused);
  await expect(storage.remove('out/secret.txt')).rejects.toMatchObject(refused);
  expect([readdirSync(outside), await keysOf(storage)]).toEqual([['secret.txt'], []]);
  await storage.close();
});

test('a read that is cut goes on behind what came, by a new connection', async () => {
  const folder = makeFolder();
  const bytes = randomBytes(6_000_000);
  writeFileSync(join(folder, 'big.bin'), bytes);
  const incidents = [300_000, 2_000_000, 4_000_000].map((at) => ({ at, happen: (): void => {} }));
  const proxy = await startCuttingProxy(sshd.port, 'down', incidents);
  const storage = await open(folder, { port: proxy.port });
  expect(await digestOf(storage.read('big.bin'))).toBe(digest(bytes));
  await storage.close();
  await proxy.close();
});

test('a write that is cut is said, and what was there is there', async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'big.bin'), 'before');
  const proxy = await startCuttingProxy(sshd.port, 'up', [{ at: 2_000_000, happen: (): void => {} }]);
  const storage = await open(folder, { port: proxy.port });
  await expect(storage.write('big.bin', pieces(randomBytes(6_000_000)))).rejects.toMatchObject({ code: 'STORAGE_UNREACHABLE' });
  expect([readFileSync(join(folder, 'big.bin'), 'utf8'), await keysOf(storage)]).toEqual(['before', ['big.bin']]);
  const small = randomBytes(3_000_000);
  await storage.write('small.bin', small); // the next call has a connection again
  expect(digest(readFileSync(join(folder, 'small.bin')))).toBe(digest(small));
  await storage.close();
  await proxy.close();
});

test('a key that the server does not know is said, and not shown', async () => {
  const other = join(makeFolder(), 'other');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', other]);
  const storage = await open(makeFolder(), { private_key: other });
  const error = await storage.stat('a').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'STORAGE_DENIED',
    message: expect.stringMatching(/the user name, password or key is not accepted$/),
  });
  expect(inspect([storage, error], { depth: 9, showHidden: true })).not.toContain(readFileSync(other, 'utf8').split('\n')[2]);
});

test('a server with another host key is refused', async () => {
  const storage = await open(makeFolder(), { host_key: 'SHA256:0000000000000000000000000000000000000000000' });
  await expect(storage.stat('a')).rejects.toMatchObject({
    code: 'STORAGE_DENIED',
    message: expect.stringMatching(/the server has another host key than host_key says$/),
  });
});
