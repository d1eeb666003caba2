import { BackendLogger, serializeError } from 'actionsmith';
import { openEmbeddedBackend } from 'actionsmith/backend';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-plugin.ts';
import { runBackendContract } from './support/backend-contract.ts';

runBackendContract('in a folder', async (folder, tenant) => {
  const backend = await openEmbeddedBackend(folder, { tenant });
  return { backend, close: () => backend.close() };
});

test('a folder knows the end of a job whose process exits, when the call is over', async () => {
  const backend = await openEmbeddedBackend(makeFolder());
  await backend.jobs.create({ id: 'j' });
  const logger = new BackendLogger(backend, 'j');
  logger.endNow({ type: 'failed', time: 1_000, error: serializeError(new Error('gone')) });
  const known = backend.jobs.get('j'); // what is read now was written before
  await expect(known).resolves.toMatchObject({ status: 'FAILED', result: { error: 'gone' } });
  await backend.close();
});

test('entries wait for a folder that cannot be written now, and arrive once', async () => {
  const backend = await openEmbeddedBackend(makeFolder());
  await backend.jobs.create({ id: 'j' });
  let failures = 2;
  const createLogs: typeof backend.createLogs = async (...args) => {
    if (failures-- > 0) throw new Error('database or disk is full');
    return backend.createLogs(...args);
  };
  const logger = new BackendLogger({ ...backend, updateJob: backend.updateJob.bind(backend), createLogs }, 'j', { intervalMs: 5 });
  logger.log('a');
  logger.write({ type: 'result', time: 1_000, value: {} });
  await logger.close();
  expect(logger.losses).toEqual({ dropped: 0, refused: 0, unconfirmed: 0 });
  for await (const { event } of backend.tailLogs('j')) {
    expect(event).toBe('a');
    break;
  }
  await backend.close();
});
