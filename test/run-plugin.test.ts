import { NoOpLogger, runPlugin } from 'actionsmith';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { useSumsPlugin } from './support/sums-plugin.ts';

const logger = new NoOpLogger();
const sums = useSumsPlugin();

test('a plugin’s action runs by path, where its contract says', async () => {
  expect(await runPlugin(sums.folder, 'double', { by: 4 }, { logger })).toEqual({ doubled: 8 });
});

test('params are validated and completed', async () => {
  expect(await runPlugin(sums.folder, 'double', {}, { logger, mode: 'local' })).toEqual({ doubled: 4 });
  await expect(runPlugin(sums.folder, 'double', { by: 0 }, { logger })).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'params.by must be >= 1 (got 0)',
  });
  await expect(runPlugin(sums.folder, 'double', { bye: 1 }, { logger })).rejects.toThrow(
    'params.bye is not a known field; did you mean "by"?',
  );
});

test('an action, a plugin or a mode that does not exist is an error with help', async () => {
  await expect(runPlugin(sums.folder, 'duble', {}, { logger })).rejects.toThrow(
    'there is no action "duble" in plugin "sums"; did you mean "double"?',
  );
  await expect(runPlugin('no_such_plugin', 'double', {}, { logger, pluginFolders: [dirname(sums.folder)] })).rejects.toMatchObject({
    code: 'PLUGIN_NOT_FOUND',
  });
  await expect(runPlugin(sums.folder, 'double', {}, { logger, mode: 'locl' })).rejects.toThrow(
    'there is no mode "locl"; did you mean "local"?',
  );
  await expect(runPlugin(sums.folder, 'double', {}, { logger, mode: 'serve' })).rejects.toMatchObject({ code: 'MODE_NOT_AVAILABLE' });
});
