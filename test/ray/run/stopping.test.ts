import { expect, test } from 'vitest';
import { rejection, tinyExecutor } from '../support/tiny.ts';

test('progress arrives while the action runs; stopping lets it clean up; stopped is not failed', async () => {
  const executor = tinyExecutor();
  const run = await executor.submit('sleeper', {});
  const events = run.events();
  for await (const event of events) if (event.type === 'progress') break;
  expect(await run.status()).toBe('RUNNING');
  await executor.stop(run);
  expect(await run.status()).toBe('STOPPED');
  expect(await rejection(run.result())).toMatchObject({ name: 'RunCancelled', code: 'RUN_CANCELLED' });
  const seen: string[] = [];
  for await (const event of run.events()) if (event.type !== 'progress') seen.push(event.type === 'log' ? event.event : event.type);
  expect(seen).toEqual(['started', 'cleaned_up', 'failed']);
});

test('waiting ends after its time, and the job goes on', async () => {
  const executor = tinyExecutor();
  const run = await executor.submit('sleeper', {});
  const error = await rejection(executor.wait(run, { timeoutSeconds: 2 }));
  expect(error).toMatchObject({ name: 'RunTimedOut', message: `job ${run.id} has not ended within 2 s; it goes on` });
  expect(['PENDING', 'RUNNING']).toContain(await run.status());
  await run.cancel();
});
