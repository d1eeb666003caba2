import { test } from 'vitest';
import type { ActionSpec } from '../../../runtime/action/action-spec.ts';
import { loadPlugin } from '../../../runtime/discovery/load-plugin.ts';
import { BaseAction } from '../../../runtime/action/base-action.ts';
import { rejection, tinyExecutor, tinyFolder } from '../support/tiny.ts';

test.concurrent('a saved bundle of another contract is refused by the worker, with both hashes', async ({ expect }) => {
  const executor = tinyExecutor();
  const spec = await echoSpec();
  const saved = await executor.bundle({ ...spec, contractHash: 'sha256-older' });
  const run = await executor.submit(spec, { text: 'x' }, { bundle: saved });
  const error = await rejection(run.result());
  expect(error).toMatchObject({ code: 'CONTRACT_MISMATCH', details: { bundle: 'sha256-older', submitted: '9490b0d7ae706ae5' } });
  expect(error.message).toBe(
    'the bundle of tiny/echo was built from contract sha256-older, and the job was submitted against contract 9490b0d7ae706ae5: build the bundle again',
  );
  expect(await run.status()).toBe('FAILED');
});

test.concurrent('a saved bundle of the same contract runs', async ({ expect }) => {
  const executor = tinyExecutor();
  const saved = await executor.bundle('echo');
  expect(await (await executor.submit('echo', { text: 'x' }, { bundle: saved })).result()).toMatchObject({ text: 'x' });
});

test.concurrent('a bundle of another action, and what is no bundle, are refused before anything is sent', async ({ expect }) => {
  const executor = tinyExecutor();
  const saved = await executor.bundle('echo');
  expect(await rejection(executor.submit('noisy', { seed: 1 }, { bundle: saved }))).toMatchObject({ code: 'OTHER_ACTION' });
  expect(await rejection(executor.submit('echo', { text: 'x' }, { bundle: new Uint8Array([1, 2, 3]) }))).toMatchObject({
    code: 'BAD_BUNDLE',
  });
});

test.concurrent('params that do not fit are refused before anything is sent', async ({ expect }) => {
  const refuse = {
    '~standard': { version: 1, vendor: 'test', validate: () => ({ issues: [{ message: 'must be >= 1 (got 0)', path: ['epochs'] }] }) },
  } as const;
  const refused = tinyExecutor().submit({ ...(await echoSpec()), params: refuse }, { epochs: 0 });
  expect(await rejection(refused)).toMatchObject({ name: 'ValidationError', message: 'params.epochs must be >= 1 (got 0)' });
});

test.concurrent('a class that was not generated cannot travel; one of another contract neither', async ({ expect }) => {
  class Plain extends BaseAction<object, void> {}
  class Older extends BaseAction<object, void> {
    static override readonly ref = { plugin: 'tiny', action: 'echo', contractHash: 'sha256-older' };
  }
  expect(await rejection(tinyExecutor().submit(Plain, {}))).toMatchObject({ code: 'ACTION_WITHOUT_REF' });
  expect(await rejection(tinyExecutor().submit(Older, {}))).toMatchObject({ code: 'CONTRACT_MISMATCH' });
});

async function echoSpec(): Promise<ActionSpec> {
  return (await loadPlugin(tinyFolder)).registry.get('echo');
}
