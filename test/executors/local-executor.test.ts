import { defineAction, LocalExecutor, NoOpLogger, type Run, RunCancelled } from 'actionsmith';
import { expect, expectTypeOf, test, vi } from 'vitest';
import { z } from 'zod';
import { contractRegistry, Double } from '../support/contract-actions.ts';
import { recordEvents } from '../support/record-events.ts';
import { runExecutorContract } from './run-executor-contract.ts';

runExecutorContract({
  name: 'LocalExecutor',
  create() {
    const executor = new LocalExecutor({ logger: new NoOpLogger() });
    return {
      submit: (action, params) => executor.submit(contractRegistry.get(action), params),
      getStatus: (run) => executor.getStatus(run),
      getLogs: (run) => executor.getLogs(run),
      wait: (run, options) => executor.wait(run, options),
      stop: (run) => executor.stop(run),
    };
  },
  printedBy: printedHere,
});

/** What an action prints in this process is in its own output. */
async function printedHere(run: () => Promise<Run>): Promise<Buffer> {
  const stdout = vi.spyOn(process.stdout, 'write');
  const chunks: Uint8Array[] = [];
  stdout.mockImplementation((chunk: Uint8Array | string, ...rest: readonly unknown[]) => {
    chunks.push(Buffer.from(chunk));
    for (const done of rest) if (typeof done === 'function') done();
    return true;
  });
  try {
    await (await run()).result();
    return Buffer.concat(chunks);
  } finally {
    stdout.mockRestore();
  }
}

const quiet = { logger: new NoOpLogger() };
const describeRun = defineAction({ name: 'describe' }, (_params, { env, jobId }) => ({
  debug: env.get('DEBUG'),
  path: env.has('PATH'),
  jobId,
}));

test('the environment and the job id are those that the executor is given, over the environment of the process', async () => {
  const executor = new LocalExecutor({ ...quiet, env: { DEBUG: 'true' }, jobId: 'test-123' });
  expect(await executor.execute(describeRun, {})).toEqual({ debug: 'true', path: true, jobId: 'test-123' });
  expect(process.env['DEBUG']).toBeUndefined();
});

test('without any, they are the environment of the process and the id of the run', async () => {
  const run = await new LocalExecutor(quiet).submit(describeRun, {});
  expect(await run.result()).toEqual({ debug: undefined, path: true, jobId: run.id });
});

test('what the contract sets is in the environment too, and the caller’s word counts more', async () => {
  const spec = { ...contractRegistry.get('double'), env: { DEBUG: 'contract', LEVEL: 'info' }, load: async () => echoEnv };
  const echoEnv = defineAction({ name: 'env' }, (_params, { env }) => env.toObject());
  expect(await new LocalExecutor({ ...quiet, env: { DEBUG: 'caller' } }).execute(spec, {})).toMatchObject({
    DEBUG: 'caller',
    LEVEL: 'info',
  });
});

test('params and results have the action’s types', async () => {
  const executor = new LocalExecutor(quiet);
  expectTypeOf(executor.execute(Double, {})).resolves.toEqualTypeOf<{ doubled: number }>();
  const length = defineAction({ params: z.object({ text: z.string() }) }, ({ text }) => text.length);
  expectTypeOf(executor.execute(length, { text: 'abc' })).resolves.toEqualTypeOf<number>();
  // @ts-expect-error text is no number
  await expect(executor.execute(length, { text: 3 })).rejects.toThrow(/^params\.text /);
});

test('a signal from outside cancels the run', async () => {
  const controller = new AbortController();
  const { logger, events } = recordEvents();
  const run = await new LocalExecutor({ logger, signal: controller.signal }).submit(contractRegistry.get('endless'), {});
  await vi.waitFor(() => expect(events).toHaveLength(1));
  controller.abort();
  await expect(run.result()).rejects.toBeInstanceOf(RunCancelled);
  expect(events.map(({ type }) => type)).toEqual(['started', 'failed']);
});

test('a result that is no JSON comes back as it is; only its event is JSON', async () => {
  const when = defineAction({ name: 'when' }, () => new Date(0));
  const run = await new LocalExecutor(quiet).submit(when, {});
  expect(await run.result()).toEqual(new Date(0));
  const values: unknown[] = [];
  for await (const event of run.events()) if (event.type === 'result') values.push(event.value);
  expect(values).toEqual(['1970-01-01T00:00:00.000Z']);
});

test('the logs of a run are what a console would show', async () => {
  const executor = new LocalExecutor(quiet);
  expect(await executor.getLogs(await executor.submit(contractRegistry.get('double'), {}))).toBe('doubling\n');
});

test('a run that this executor did not start is unknown to it', async () => {
  await expect(new LocalExecutor(quiet).getStatus('local-nobody')).rejects.toThrow('there is no run "local-nobody" in this executor');
});
