import { join } from 'node:path';
import { test } from 'vitest';
import { rejection, tinyExecutor, tinyFolder } from '../support/tiny.ts';

test.concurrent("an action that throws fails in Ray too, with the author's message, the step and the lines of his TypeScript", async ({
  expect,
}) => {
  const run = await tinyExecutor().submit('workflow', { fail: true });
  const error = await rejection(run.result());
  expect(error).toMatchObject({ name: 'StepError', step: 'train', message: expect.stringContaining('the loss is not a number') });
  const cause = error.cause as Error;
  expect(cause).toMatchObject({ name: 'RangeError', message: 'the loss is not a number' });
  expect(cause.stack?.split('\n')).toEqual([
    'RangeError: the loss is not a number',
    `    at TrainStep.execute (${join(tinyFolder, 'src/actions/workflow.ts')}:20:36)`,
  ]);
  expect(await run.status()).toBe('FAILED');
});

test.concurrent.for([
  ['exit', 'ENDED_EARLY', 'the action ended without a result: it called process.exit, or waits for something that can no longer happen'],
  ['never', 'ENDED_EARLY', 'the action ended without a result: it called process.exit, or waits for something that can no longer happen'],
  ['callback', 'EXECUTION_FAILED', 'the action failed: thrown in a callback'],
  ['late', 'EXECUTION_FAILED', 'the action failed: thrown in a callback'],
])('an action that ends by %s is a failed run, and says why', async ([how, code, message], { expect }) => {
  const run = await tinyExecutor().submit('leaver', { how });
  expect(await rejection(run.result())).toMatchObject({ message, code });
  expect(await run.status()).toBe('FAILED');
});

test.concurrent('a module that throws while it is loaded is a failed run, with its line; it already sees its environment', async ({
  expect,
}) => {
  const run = await tinyExecutor().submit('broken', {});
  const error = await rejection(run.result());
  expect(error.message).toBe('the action failed: the model of hello cannot be read');
  expect((error.cause as Error).stack).toContain(`${join(tinyFolder, 'src/actions/broken.ts')}:5:7`);
  expect(await run.status()).toBe('FAILED');
});

test.concurrent('an action that leaves a timer running still ends, with its result', async ({ expect }) => {
  const run = await tinyExecutor().submit('leaver', { how: 'open' });
  expect(await run.result()).toBe('done');
});

test.concurrent('a job that nobody knows is lost', async ({ expect }) => {
  const executor = tinyExecutor();
  expect(await executor.getStatus('tiny-echo-000000000000')).toBe('LOST');
  expect(await rejection(executor.wait('tiny-echo-000000000000'))).toMatchObject({ code: 'JOB_NOT_FOUND' });
});
