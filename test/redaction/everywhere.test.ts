import { ConsoleLogger, JsonlLogger, Logger, LocalExecutor, serializeError } from 'actionsmith';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPlugin } from '../../runtime/discovery/load-plugin.ts';
import { BackendLogger } from '../../runtime/logging/backend/backend-logger.ts';
import { TeeSink } from '../../runtime/logging/tee-sink.ts';
import { type BackendServer, startBackend } from '../support/backend-server.ts';
import { useLeakyPlugin } from '../support/leaky-plugin.ts';
import { runCli } from '../support/run-cli.ts';
import { runJobProcess } from '../support/run-job-process.ts';
import { secretForms } from '../support/secret-forms.ts';

const plugin = useLeakyPlugin();

/** What each is, and how the run comes to know it. */
const SECRETS = {
  referenced: 'rFq"9/ü+xw&L2#secret',
  variable: 'Vk7%tz$Lw04-variable',
  marked: 'mQ8<zr>P31 é-writeonly',
  password: "pX2'jh;N77~password",
  named: 'nB5^ks=D88_named',
};
const ENV = { HUB_VALUE: SECRETS.referenced, SOME_TOKEN: SECRETS.variable };
const forms = Object.values(SECRETS).flatMap((secret) => secretForms(secret).map(([, text]) => text));
const params = (how: string): Record<string, unknown> => {
  const file = join(plugin.folder, 'forms.txt');
  writeFileSync(file, JSON.stringify(forms));
  return { forms: file, how, login: { user: 'me', answer: SECRETS.marked }, extra: { any: SECRETS.password }, api_key: SECRETS.named };
};

let backend: BackendServer;
beforeAll(async () => void (backend = await startBackend()));
afterAll(() => backend.close());

/** Every form of every secret that the text shows. A reader may undo the escapes of JSON and of a screen. */
function shown(text: string): string[] {
  const readings = [text, text.replaceAll('\\"', '"').replaceAll('\\\\', '\\')];
  return forms.filter((form) => readings.some((reading) => reading.includes(form)));
}

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

test('there are 40 forms of each secret', () => {
  expect(secretForms('a secret')).toHaveLength(40);
});

describe('a run in this process shows none of them', () => {
  const texts = new Map<string, string>();
  beforeAll(async () => {
    const collect = (name: string) => ({ write: (part: string) => void texts.set(name, (texts.get(name) ?? '') + part) });
    const file = join(plugin.folder, 'events.jsonl');
    const sink = new TeeSink(
      new ConsoleLogger({ stream: collect('console, piped'), interactive: false }),
      new ConsoleLogger({ stream: collect('console, terminal'), interactive: true, color: true }),
      new ConsoleLogger({ stream: collect('console, JSON'), format: 'json' }),
      new JsonlLogger({ file }),
      new BackendLogger({ url: backend.url, jobId: 'job-1', warn: () => {} }),
      new Logger({
        write: (event) => void texts.set('a sink of the user', `${texts.get('a sink of the user') ?? ''}${JSON.stringify(event)}\n`),
      }),
    );
    const executor = new LocalExecutor({ logger: sink, env: ENV, history: plugin.folder });
    const spec = (await loadPlugin(plugin.folder)).registry.get('leak');
    const run = await executor.submit(spec, params('throw'));
    const error = await run.result().catch((reason: unknown) => reason);
    texts.set('the events of the run', JSON.stringify(await listed(run.events())));
    texts.set('the logs of the run', await executor.getLogs(run));
    texts.set('the error', inspect(error, { depth: 20, maxStringLength: null, maxArrayLength: null }));
    texts.set('the error, serialised', JSON.stringify(serializeError(error)));
    texts.set('the file of events', readFileSync(file, 'utf8'));
    texts.set('the backend', JSON.stringify(backend.requests.map(({ body }) => body)));
    texts.set(
      'the history',
      filesBelow(join(plugin.folder, '.actionsmith/runs'))
        .map((path) => readFileSync(path, 'latin1') + readFileSync(path, 'utf8'))
        .join('\n'),
    );
  }, 120_000);

  test.each([
    'console, piped',
    'console, terminal',
    'console, JSON',
    'a sink of the user',
    'the events of the run',
    'the logs of the run',
    'the error',
    'the error, serialised',
    'the file of events',
    'the backend',
    'the history',
  ])('in %s', (name) => {
    expect(texts.get(name)?.length).toBeGreaterThan(1_000);
    expect(texts.get(name)).toContain('[REDACTED]');
    expect(shown(texts.get(name) ?? '')).toEqual([]);
  });
});

async function command(how: string, ...options: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(['run', 'leak', '--params', JSON.stringify(params(how)), ...options], {
    cwd: plugin.folder,
    env: ENV,
  });
  expect(code).toBe(1);
  return stdout + stderr;
}

describe('the command line shows none of them', () => {
  test.each([
    ['throw', []],
    ['throw', ['--json']],
    ['callback', []],
    ['callback', ['--json', '--quiet']],
  ])('after %s with %j', async (how, options) => {
    expect(shown(await command(how, ...options))).toEqual([]);
  });

  test('where the params are wrong', async () => {
    const api_key = SECRETS.named.repeat(9);
    const { stdout, stderr } = await runCli(
      ['run', 'leak', '--forms', 'x', '--api-key', api_key, '--login', JSON.stringify({ answer: [SECRETS.marked] })],
      {
        cwd: plugin.folder,
        env: ENV,
      },
    );
    expect(stderr).toContain('--api-key');
    expect(shown(stdout + stderr)).toEqual([]);
  });
});

describe('a job shows none of them', () => {
  test.each(['throw', 'callback'])('in its output, nor to the backend, after %s', async (how) => {
    const env = { ...ENV, ACTIONSMITH_BACKEND: backend.url, ACTIONSMITH_JOB_ID: 'job-2', ACTIONSMITH_BACKEND_TOKEN: 'backend-token-1' };
    const { output, ends, code } = await runJobProcess(plugin.folder, 'leak', { params: params(how), env });
    expect([code, ends.map(({ type }) => type)]).toEqual([1, ['failed']]);
    expect(shown(output)).toEqual([]);
    const told = backend.requests.filter(({ line, body }) => line.includes('job-2') || JSON.stringify(body).includes('job-2'));
    expect(told.some(({ body }) => JSON.stringify(body).includes('FAILED'))).toBe(true);
    expect(shown(JSON.stringify(told.map(({ body }) => body)))).toEqual([]);
  });
});

describe('a result is the author’s own', () => {
  test('and is given as it is, here and by a job, but not to the log', async () => {
    const spec = (await loadPlugin(plugin.folder)).registry.get('leak');
    const events: string[] = [];
    const executor = new LocalExecutor({ logger: { write: (event) => void events.push(JSON.stringify(event)) }, env: ENV });
    expect(await executor.execute(spec, params('return'))).toEqual({ texts: forms });
    expect(shown(events.join('\n'))).toEqual([]);
    const { ends } = await runJobProcess(plugin.folder, 'leak', { params: params('secrets'), env: ENV });
    expect(ends).toMatchObject([{ type: 'result', value: { secret: SECRETS.referenced } }]);
  });
});

test('a secret that is not available is named before anything runs', async () => {
  const { code, stderr } = await runCli(['run', 'leak', '--params', JSON.stringify(params('return'))], {
    cwd: plugin.folder,
    env: { HUB_VALUE: '' },
  });
  expect([code, stderr]).toEqual([1, 'error: the secret HUB_SECRET is not available: the environment variable HUB_VALUE is not set\n']);
});
