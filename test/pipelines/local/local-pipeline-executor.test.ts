import { BaseAction, isRunCancelled } from 'actionsmith';
import { ActionPipeline, displayProgressAsync, LocalPipelineExecutor, openPipelineServer, PipelineService } from 'actionsmith/pipelines';
import { expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { makeFolder } from '../../support/make-plugin.ts';

/** What the actions of a test do, and did. */
interface Work {
  readonly done: string[];
  readonly keys: (string | undefined)[];
  fails?: boolean;
  waits?: () => void;
}

function actionsFor(work: Work) {
  class Fetch extends BaseAction<{ dataset: number }, { path: string }> {
    static override readonly actionName = 'fetch';
    static override readonly paramsModel = z.object({ dataset: z.number() });
    static override readonly resultModel = z.object({ path: z.string() });
    override async execute(): Promise<{ path: string }> {
      work.done.push('fetch');
      this.setProgress(1, 2);
      this.setMetrics({ files: 3 });
      this.ctx.logMessage('fetched');
      return { path: `data/${this.params.dataset}` };
    }
  }
  class Count extends BaseAction<{ path: string; factor?: number | undefined }, { total: number }> {
    static override readonly actionName = 'count';
    static override readonly paramsModel = z.strictObject({ path: z.string(), factor: z.number().optional() });
    static override readonly resultModel = z.object({ total: z.number() });
    override async execute(): Promise<{ total: number }> {
      work.done.push(`count ${this.params.path}`);
      work.keys.push(this.ctx.idempotencyKey);
      if (work.fails) throw new TypeError('unlucky');
      if (work.waits !== undefined) {
        work.waits();
        await new Promise((_, reject) => this.ctx.signal.addEventListener('abort', () => reject(this.ctx.signal.reason), { once: true }));
      }
      return { total: 3 * (this.params.factor ?? 1) };
    }
  }
  return new ActionPipeline([Fetch, Count], { name: 'counting' });
}

/** Something that a test waits for. */
class Signal {
  resolve!: () => void;
  readonly promise = new Promise<void>((settle) => (this.resolve = settle));
}

function executor(dataFolder: string = makeFolder()): LocalPipelineExecutor {
  const made = new LocalPipelineExecutor({ dataFolder });
  onTestFinished(() => made.close());
  return made;
}

test('a run gives the result of its last action; each took what was there under its names', async () => {
  const work: Work = { done: [], keys: [] };
  const run = await actionsFor(work).submit({ dataset: 123, factor: 2 }, executor());
  const result = await run.wait();
  expectTypeOf(result).toEqualTypeOf<{ total: number }>();
  expect(result).toEqual({ total: 6 });
  expect(work).toEqual({ done: ['fetch', 'count data/123'], keys: [`${run.runId}-2-count`] });
});

test('its progress is streamed until it has completed, with what the actions reported', async () => {
  const run = await actionsFor({ done: [], keys: [] }).submit({ dataset: 1 }, executor());
  const final = await displayProgressAsync(run.streamProgressAsync(), { stream: { write: () => true }, interactive: false });
  expect(final).toMatchObject({
    runId: run.runId,
    status: 'COMPLETED',
    overallProgress: 100,
    currentAction: 'count',
    actions: { fetch: { status: 'COMPLETED', progress: 1, metrics: { files: 3 } }, count: { status: 'COMPLETED', progress: 1 } },
  });
});

test('a pipeline that does not fit leaves no run', async () => {
  const work: Work = { done: [], keys: [] };
  const local = executor();
  await expect(actionsFor(work).submit({ dataset: 'one' as never }, local)).rejects.toMatchObject({ code: 'PIPELINE_INCOMPATIBLE' });
  expect(work.done).toEqual([]);
});

test('a failure names its action; resumed by another process, what has finished does not run again', async () => {
  const folder = makeFolder();
  const work: Work = { done: [], keys: [], fails: true };
  const pipeline = actionsFor(work);
  const run = await pipeline.submit({ dataset: 7 }, executor(folder));
  await expect(run.wait()).rejects.toMatchObject({
    code: 'PIPELINE_FAILED',
    message: 'count failed: unlucky',
    details: { action: 'count' },
  });
  expect(await run.getProgress()).toMatchObject({
    status: 'FAILED',
    error: 'count failed: unlucky',
    actions: { count: { status: 'FAILED', error: 'unlucky' } },
  });

  work.fails = false;
  const other = executor(folder);
  await expect(other.wait(run.runId)).rejects.toMatchObject({ code: 'PIPELINE_FAILED', message: 'count failed: unlucky' });
  const resumed = await other.resume(pipeline, run.runId);
  expect(await resumed.wait()).toEqual({ total: 3 });
  expect(work.done).toEqual(['fetch', 'count data/7', 'count data/7']);
  expect(new Set(work.keys)).toEqual(new Set([`${run.runId}-2-count`]));
  await expect(other.resume(pipeline, run.runId)).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('another pipeline does not go on with the run', async () => {
  const work: Work = { done: [], keys: [], fails: true };
  const local = executor();
  const run = await actionsFor(work).submit({ dataset: 7 }, local);
  await run.wait().catch(() => {});
  class Fetch extends BaseAction {
    static override readonly actionName = 'fetch';
  }
  await expect(local.resume(new ActionPipeline([Fetch]), run)).rejects.toMatchObject({
    code: 'OTHER_PIPELINE',
    message: `run ${run.runId} is of the pipeline counting as it was then, and action 2 is another one now: count Count then, none now`,
  });
});

test('a run that is cancelled says so, and can be resumed', async () => {
  const began = new Signal();
  const work: Work = { done: [], keys: [], waits: () => began.resolve() };
  const local = executor();
  const run = await actionsFor(work).submit({ dataset: 1 }, local);
  await began.promise;
  await expect(local.resume(actionsFor(work), run)).rejects.toMatchObject({ code: 'RUN_GOES_ON' });
  await run.cancel();
  const error = await run.wait().catch((thrown: unknown) => thrown);
  expect([isRunCancelled(error), (await run.getProgress()).status]).toEqual([true, 'CANCELLED']);
  delete work.waits;
  expect(await (await run.resume()).wait()).toEqual({ total: 3 });
  expect(work.done).toEqual(['fetch', 'count data/1', 'count data/1']);
});

test('a pipeline service shows the run while it goes on, and a cancel there ends it here', async () => {
  const server = await openPipelineServer({ folder: makeFolder() });
  const service = new PipelineService({ url: server.url });
  const local = new LocalPipelineExecutor({ dataFolder: makeFolder(), pipelineServiceUrl: server.url });
  try {
    const began = new Signal();
    const run = await actionsFor({ done: [], keys: [], waits: () => began.resolve() }).submit({ dataset: 1 }, local);
    await began.promise;
    expect(await service.progress(run.runId)).toMatchObject({ status: 'RUNNING', actions: { fetch: { status: 'COMPLETED' } } });
    await service.updateRun(run.runId, { status: 'cancelled' });
    await expect(run.wait()).rejects.toMatchObject({ name: 'RunCancelled' });
    expect((await service.logs(run.runId)).map(({ message, action_name }) => [action_name, message])).toContainEqual(['fetch', 'fetched']);
  } finally {
    await local.close();
    service.close();
    await server.close();
  }
});

test('a submit that is repeated with its key is the same run', async () => {
  const work: Work = { done: [], keys: [] };
  const local = executor();
  const pipeline = actionsFor(work);
  const first = await pipeline.submit({ dataset: 1 }, local, { key: 'nightly-1' });
  await first.wait();
  const second = await pipeline.submit({ dataset: 1 }, local, { key: 'nightly-1' });
  expect([second.runId === first.runId, await second.wait(), work.done.length]).toEqual([true, { total: 3 }, 2]);
});

test('a result that is too large for the records says what to do instead', async () => {
  class Huge extends BaseAction<unknown, string> {
    static override readonly actionName = 'huge';
    override execute(): string {
      return 'x'.repeat(2 * 1024 * 1024);
    }
  }
  const run = await new ActionPipeline([Huge]).submit({}, executor());
  await expect(run.wait()).rejects.toThrow(
    'huge failed: the result of huge has 2.0 MiB, and an action hands on 1 MiB at most: write the data to a file or a storage, and give its path or URL',
  );
});
