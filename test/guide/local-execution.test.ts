/** Guide: Local Execution. */
import { LocalExecutor, loadPlugin, NoOpLogger, runPlugin } from 'actionsmith';
import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { useSumsPlugin } from '../support/sums-plugin.ts';

const sums = useSumsPlugin();
const logger = new NoOpLogger();

test('runPlugin finds a plugin by its code and runs an action in this process', async () => {
  const pluginFolders = [dirname(sums.folder)];
  const result = await runPlugin(basename(sums.folder), 'double', { by: 10 }, { mode: 'local', pluginFolders, logger });
  expect(result).toEqual({ doubled: 20 });
});

test('an explicit executor does the same', async () => {
  const executor = new LocalExecutor({ env: { DEBUG: 'true' }, jobId: 'dev-123', logger });
  const { registry } = await loadPlugin(sums.folder);
  expect(await executor.execute(registry.get('double'), { by: 10 })).toEqual({ doubled: 20 });
});
