import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-plugin.ts';
import { runCli } from '../support/run-cli.ts';
import { serveBackend } from '../support/serve-backend.ts';

test('its help says how to hide a token, where the data is, and shows a command of each kind', async () => {
  const { stdout, code } = await runCli(['backend', 'serve', '--help']);
  expect(code).toBe(0);
  for (const words of ['--port <number>', '--token-file <file>', 'backend.db and blobs', '$ actionsmith backend serve --port 8700'])
    expect(stdout).toContain(words);
});

test.each([
  { name: 'a port that is none', args: ['--port', '80x'], code: 2, says: '--port takes a number from 0 to 65535 (got "80x")' },
  { name: 'a port beyond the last', args: ['--port', '65536'], code: 2, says: '--port takes a number from 0 to 65535 (got "65536")' },
  { name: 'a negative port', args: ['--port=-1'], code: 2, says: '--port takes a number from 0 to 65535 (got "-1")' },
  { name: 'an option that is not there', args: ['--prot', '1'], code: 2, says: '--port' },
  { name: 'a token file that is not there', args: ['--token-file', 'none.txt'], code: 2, says: '--token-file none.txt' },
  { name: 'a token that is empty', args: ['--port', '0', '--token', ''], code: 2, says: '--token is empty' },
  { name: 'a token file without a token', args: ['--token-file', 'empty.txt'], code: 2, says: 'empty.txt has no token' },
  { name: 'a folder that is a file', args: ['--port', '0', '--data', 'empty.txt'], code: 1, says: 'empty.txt' },
  { name: 'an address of others without a token', args: ['--port', '0', '--host', '0.0.0.0'], code: 1, says: 'give a token' },
])('$name ends it with $code, and one message that says what is wrong', async ({ args, code, says }) => {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'empty.txt'), '\n');
  const ended = await runCli(['backend', 'serve', ...args], { cwd, env: { ACTIONSMITH_BACKEND_TOKEN: '' } });
  expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(says) });
  expect(ended.stderr).not.toMatch(/^\s+at /m);
});

test('a port that is taken is named, and the folder is free again', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const data = join(makeFolder(), 'data');
  const ended = await runCli(['backend', 'serve', '--port', String(port), '--data', data, '--json']);
  other.close();
  expect([ended.code, JSON.parse(ended.stdout || ended.stderr)]).toMatchObject([1, { error: { code: 'BACKEND_PORT' } }]);
  expect(ended.stdout + ended.stderr).toContain(`127.0.0.1:${port}`);
  const server = await serveBackend(data);
  expect(await server.stop()).toBe(0);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s lets a request that has begun end, takes no new one, and ends with 0', async (signal) => {
  const server = await serveBackend(join(makeFolder(), 'data'));
  const port = Number(new URL(server.url).port);
  const body = JSON.stringify({ name: 'begun' });
  const begun = connect(port, '127.0.0.1');
  const head = `POST /models/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  begun.write(head + body.slice(0, 5));
  let answer = '';
  begun.on('data', (bytes) => (answer += String(bytes)));
  await fetch(`${server.url}/models/`); // what came before it is being answered by now
  const ended = server.stop(signal);
  for (let isTaken = true; isTaken;)
    isTaken = await fetch(`${server.url}/models/`).then(
      ({ status }) => status === 200,
      () => false,
    );
  begun.write(body.slice(5));
  expect(await ended).toBe(0);
  expect(answer).toMatch(/^HTTP\/1\.1 201 [\s\S]*"name":"begun"/);
});

test('a reader of a log that goes on does not keep it from ending', async () => {
  const server = await serveBackend(join(makeFolder(), 'data'));
  await fetch(`${server.url}/jobs/`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"id":"endless"}' });
  const tail = await fetch(`${server.url}/jobs/endless/tail_console_logs/`);
  const text = tail.text();
  expect(await server.stop()).toBe(0);
  expect(await text).toBe('data: {"type":"connected"}\n\n');
});

test('a second signal ends it at once, whatever is being answered', async () => {
  const server = await serveBackend(join(makeFolder(), 'data'));
  const begun = connect(Number(new URL(server.url).port), '127.0.0.1');
  begun
    .on('error', () => {})
    .write('POST /models/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{');
  await fetch(`${server.url}/models/`);
  const ended = server.stop();
  for (let isTaken = true; isTaken;)
    isTaken = await fetch(`${server.url}/models/`).then(
      ({ status }) => status === 200,
      () => false,
    );
  server.process.kill('SIGTERM');
  expect(await ended).toBeNull();
});
