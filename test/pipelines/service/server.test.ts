import { openPipelineServer, PipelineService, type PipelineProgress, type PipelineServer } from 'actionsmith/pipelines';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../runtime/testing/temporary-folder.ts';

const folder = new TemporaryFolder();
const ACTIONS = [{ name: 'download', entrypoint: 'src/download:DownloadAction' }, { name: 'process' }];
let server: PipelineServer;
let service: PipelineService;

beforeAll(async () => {
  server = await openPipelineServer({
    folder: folder.path,
    tokens: [
      { token: 'token-of-acme', tenant: 'acme' },
      { token: 'token-of-other', tenant: 'other' },
    ],
  });
  service = new PipelineService({ url: server.url, token: 'token-of-acme' });
});

afterAll(async () => {
  service.close();
  await server.close();
  folder.remove();
});

async function newRun(): Promise<string> {
  const { id } = await service.createPipeline({ name: 'nightly', actions: ACTIONS });
  return (await service.createRun(id, { params: { dataset: 123 } })).id;
}

async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown; headers: Headers }> {
  const headers = {
    Authorization: 'Token token-of-acme',
    ...(init.body !== undefined && { 'Content-Type': 'application/json' }),
    ...init.headers,
  };
  const answer = await fetch(`${server.url}${path}`, { ...init, headers });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text), headers: answer.headers };
}

test('a pipeline is made, listed, read and removed, with its runs', async () => {
  const made = await service.createPipeline({ name: 'nightly', actions: ACTIONS, description: 'each night' });
  expect(made).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: 'nightly',
    actions: [
      { name: 'download', entrypoint: 'src/download:DownloadAction' },
      { name: 'process', entrypoint: null },
    ],
    description: 'each night',
    created_at: expect.stringMatching(/Z$/),
  });
  expect(await service.pipeline(made.id)).toEqual(made);
  expect((await service.pipelines({ limit: 1 }))[0]).toEqual(made);
  const { id } = await service.createRun(made.id);
  await service.report(id, { status: 'running' });
  await service.removePipeline(made.id);
  await expect(service.run(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(service.pipeline(made.id)).rejects.toThrow(`there is no pipeline ${made.id}`);
});

test('a run of the same key is the same run', async () => {
  const { id } = await service.createPipeline({ name: 'keyed', actions: ACTIONS });
  const [first, again, other] = [
    await service.createRun(id, { key: 'k' }),
    await service.createRun(id, { key: 'k' }),
    await service.createRun(id),
  ];
  expect(again.id).toBe(first.id);
  expect(other.id).not.toBe(first.id);
});

test('lists say how many there are, and give a part of it', async () => {
  const id = await newRun();
  await service.updateRun(id, { status: 'cancelled' });
  const { headers, body } = await ask('/api/v1/runs/?status_filter=cancelled&limit=1');
  expect(Number(headers.get('x-total-count'))).toBeGreaterThanOrEqual(1);
  expect(body).toMatchObject([{ id, status: 'cancelled' }]);
  expect(await service.runs({ status: 'CANCELLED', skip: 100 })).toEqual([]);
});

test('an answer in our words: progress by the names of the actions, from 0 to 100', async () => {
  const id = await newRun();
  await service.report(id, {
    status: 'running',
    current_action: 'download',
    action_progress: { name: 'download', status: 'running', progress: 0.5 },
  });
  expect(await service.progress(id)).toMatchObject({
    runId: id,
    status: 'RUNNING',
    overallProgress: 25,
    currentAction: 'download',
    actions: { download: { status: 'RUNNING', progress: 0.5 }, process: { status: 'PENDING', progress: 0 } },
  });
});

test('reports in the wrong order and doubled: the later one holds', async () => {
  const id = await newRun();
  for (const [sequence, progress] of [
    [1, 0.1],
    [3, 0.3],
    [2, 0.9],
    [3, 0.8],
  ] as const)
    await service.report(id, { sequence, action_progress: { name: 'download', status: 'running', progress } });
  expect((await service.progress(id)).actions['download']!.progress).toBe(0.3);
});

test('a report that changes nothing is the newest all the same', async () => {
  const id = await newRun();
  const report = (sequence: number, progress: number) =>
    service.report(id, { sequence, action_progress: { name: 'download', status: 'running', progress } });
  await report(1, 0.1);
  await report(3, 0.1);
  await report(2, 0.9);
  expect((await service.progress(id)).actions['download']!.progress).toBe(0.1);
});

test('an attempt that has not begun cannot report, and a run that has ended not end otherwise', async () => {
  const id = await newRun();
  await expect(service.report(id, { attempt: 2, status: 'running' })).rejects.toThrow(`attempt 2 of run ${id} has not begun`);
  await service.updateRun(id, { status: 'completed', result: { rows: 3 } });
  await expect(service.updateRun(id, { status: 'failed' })).rejects.toThrow(`run ${id} has completed already`);
  await expect(service.resumeRun(id)).rejects.toThrow('has completed: there is nothing to resume');
  expect(await service.updateRun(id, { status: 'completed', result: 'another' })).toMatchObject({
    status: 'completed',
    result: { rows: 3 },
  });
});

test('the last checkpoint is that of the furthest action; one that is sent again replaces the one before', async () => {
  const id = await newRun();
  expect(await service.latestCheckpoint(id)).toBeUndefined();
  await service.putCheckpoint(id, { action_name: 'process', action_index: 1, result: { n: 1 }, params_snapshot: { dataset: 123, n: 1 } });
  await service.putCheckpoint(id, { action_name: 'download', action_index: 0, result: 'one' });
  await service.putCheckpoint(id, { action_name: 'download', action_index: 0, result: 'two' });
  expect(await service.latestCheckpoint(id)).toMatchObject({
    action_name: 'process',
    params_snapshot: { dataset: 123, n: 1 },
    status: 'completed',
  });
  expect((await service.checkpoints(id)).map(({ action_name, result }) => [action_name, result])).toEqual([
    ['download', 'two'],
    ['process', { n: 1 }],
  ]);
});

test('a log is read by action, level and time, and followed to the end of the run', async () => {
  const id = await newRun();
  const followed: string[] = [];
  const following = (async () => {
    for await (const { message } of service.tailLogs(id)) followed.push(message);
  })();
  await service.appendLogs(id, [{ message: 'one', level: 'warning', action_name: 'download' }, { message: 'two' }]);
  await service.appendLogs(id, [{ message: 'three', action_name: 'process' }]);
  const messages = async (query: Parameters<PipelineService['logs']>[1]) => (await service.logs(id, query)).map(({ message }) => message);
  expect(await messages({ action: 'download' })).toEqual(['one']);
  expect(await messages({ level: 'info' })).toEqual(['two', 'three']);
  expect(await messages({ since: '2999-01-01T00:00:00Z' })).toEqual([]);
  expect(await messages({ limit: 1 })).toEqual(['one']);
  await service.updateRun(id, { status: 'completed' });
  await following;
  expect(followed).toEqual(['one', 'two', 'three']);
});

test('forty watchers, some of them cut off, each see every change in its order', async () => {
  const id = await newRun();
  const watchers = Array.from({ length: 40 }, async () => {
    const seen: number[] = [];
    let last: PipelineProgress | undefined;
    for await (const progress of service.watch(id)) {
      seen.push(progress.actions['download']!.progress);
      last = progress;
    }
    return { seen, status: last?.status };
  });
  await expect.poll(async () => (await service.progress(id)).status).toBe('PENDING');
  for (let step = 1; step <= 20; step++)
    await service.report(id, { sequence: step, action_progress: { name: 'download', status: 'running', progress: step / 20 } });
  await service.updateRun(id, { status: 'completed' });
  for (const { seen, status } of await Promise.all(watchers)) {
    const from = seen[0]! * 20; // one that came later begins there
    expect(seen.slice(0, -1)).toEqual(Array.from({ length: 21 - from }, (_, index) => (from + index) / 20));
    expect(status).toBe('COMPLETED');
  }
});

test('a stream goes on behind the event that was the last', async () => {
  const id = await newRun();
  for (const progress of [0.1, 0.2, 0.3]) await service.report(id, { action_progress: { name: 'download', status: 'running', progress } });
  await service.updateRun(id, { status: 'failed', error: 'no more disk' });
  const text = await (
    await fetch(`${server.url}/api/v1/runs/${id}/progress/stream`, {
      headers: { Authorization: 'Token token-of-acme', 'Last-Event-ID': '0' },
    })
  ).text();
  const events = text.split('\n\n').filter((event) => event.includes('data:'));
  expect(events.map((event) => /event: (\w+)/.exec(event)![1])).toEqual(['progress', 'progress', 'progress', 'failed']);
  const second = /id: (\d+)/.exec(events[1]!)![1]!;
  const rest = await (
    await fetch(`${server.url}/api/v1/runs/${id}/progress/stream`, {
      headers: { Authorization: 'Token token-of-acme', 'Last-Event-ID': second },
    })
  ).text();
  expect(rest.split('\n\n').filter((event) => event.includes('data:'))).toEqual(events.slice(2));
});

test.each([
  ['no token', { headers: { Authorization: '' } }, '/api/v1/runs/', 401, 'this needs a token, in the header Authorization'],
  ['another token', { headers: { Authorization: 'Token wrong-token' } }, '/api/v1/runs/', 401, 'this token is not known'],
  ['no such route', {}, '/api/v1/nothing', 404, 'there is no GET /api/v1/nothing'],
  [
    'a bad range',
    {},
    '/api/v1/runs/?skip=-1',
    422,
    [{ loc: ['query', 'skip'], msg: 'must be a whole number from 0 (got "-1")', type: 'value' }],
  ],
  [
    'a bad time',
    {},
    '/api/v1/runs/none/logs/?since=soon',
    422,
    [{ loc: ['query', 'since'], msg: 'must be a time, such as 2026-01-31T12:00:00Z', type: 'value' }],
  ],
  ['a body that is no JSON', { method: 'POST', body: '{' }, '/api/v1/pipelines/', 400, expect.any(String)],
  [
    'a body that does not fit',
    { method: 'POST', body: '{"name": "x", "actions": [], "more": 1}' },
    '/api/v1/pipelines/',
    400,
    expect.arrayContaining([expect.objectContaining({ loc: ['body', 'actions'] }), expect.objectContaining({ loc: ['body', 'more'] })]),
  ],
])('refused: %s', async (_, init, path, status, detail) => {
  const answer = await ask(path, init as RequestInit);
  expect(answer).toMatchObject({ status, body: { detail } });
});

test('another tenant’s run is not there', async () => {
  const id = await newRun();
  const other = new PipelineService({ url: server.url, token: 'token-of-other' });
  await expect(other.run(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(other.report(id, { status: 'running' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(other.watch(id).next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await other.runs()).toEqual([]);
  other.close();
});

test('health needs no token, and the document describes every route', async () => {
  expect(await service.isHealthy()).toBe(true);
  const { body } = await ask('/openapi.json');
  const { paths } = body as { paths: Record<string, object> };
  expect(Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))).toHaveLength(22);
});

test('without a token it listens on this machine only', async () => {
  await expect(openPipelineServer({ folder: folder.path, host: '0.0.0.0' })).rejects.toMatchObject({ code: 'TOKEN_NEEDED' });
});
