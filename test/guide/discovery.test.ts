/** Guide: Config.yaml Integration, Discovery. */
import { LocalExecutor, NoOpLogger, PluginDiscovery } from 'actionsmith';
import { generate } from 'actionsmith/generator';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, TOOLKIT } from '../support/make-plugin.ts';

const guide = join(TOOLKIT, 'test/cases/guide-config');

test('a plugin is discovered by its config.yaml, before anything is generated', async () => {
  const discovery = await PluginDiscovery.fromPath(guide);
  expect(discovery.listActions()).toEqual(['train', 'export', 'infer']);
  expect([discovery.hasAction('train'), discovery.hasAction('deploy')]).toEqual([true, false]);
  expect(discovery.getActionMethod('infer')).toBe('job');
  expect(discovery.getActionConfig('train')).toMatchObject({ title: 'Train Model', description: 'Train a model with custom parameters' });
  expect(() => discovery.getActionConfig('trian')).toThrow('there is no action "trian" in plugin "my_plugin"; did you mean "train"?');
});

test('an action’s class is loaded when it is asked for', async () => {
  const folder = makeFolder();
  cpSync(guide, folder, { recursive: true });
  await generate({ plugin: folder });
  const discovery = await PluginDiscovery.fromPath(folder);
  const TrainAction = await discovery.getActionClass('train');
  expect(TrainAction.name).toBe('TrainAction');
  expect(TrainAction).toHaveProperty('actionName', 'train');
  const run = new LocalExecutor({ logger: new NoOpLogger() }).execute(TrainAction, {} as never);
  await expect(run).rejects.toMatchObject({ code: 'STUB_NOT_FILLED' });
});

test('a class that was never generated is an error with the command to run', async () => {
  const folder = makeFolder();
  cpSync(join(guide, 'config.yaml'), join(folder, 'config.yaml'));
  const discovery = await PluginDiscovery.fromPath(folder);
  await expect(discovery.getActionClass('train')).rejects.toThrow(`run \`actionsmith generate ${folder}\` first`);
});
