import { RayActorExecutor, RayJobExecutor } from 'actionsmith/executors';
import { expect, test } from 'vitest';
import type { ActionSpec } from '../../runtime/action/action-spec.ts';
import { loadPlugin } from '../../runtime/discovery/load-plugin.ts';
import { makeFolder } from '../support/make-plugin.ts';
import { useSumsPlugin, writeSumsPlugin } from '../support/sums-plugin.ts';

const sums = useSumsPlugin();
type Submit = (workingDir: string, spec: ActionSpec, params: object) => Promise<unknown>;
const dashboardUrl = 'http://127.0.0.1:1';
const executors: readonly (readonly [string, Submit])[] = [
  ['RayJobExecutor', (workingDir, spec, params) => new RayJobExecutor({ dashboardUrl, workingDir }).submit(spec, params)],
  ['RayActorExecutor', (workingDir, spec, params) => new RayActorExecutor({ dashboardUrl, workingDir }).submit(spec, params)],
];

test.each(executors)('%s does not run its own plugin’s code under the name of another plugin’s action', async (_, submit) => {
  const spec = await double();
  await expect(submit(sums.folder, { ...spec, plugin: 'fruit' }, {})).rejects.toMatchObject({
    code: 'OTHER_PLUGIN',
    message: `action double is of plugin fruit, and ${sums.folder} holds plugin sums: give the executor the folder of fruit as workingDir`,
  });
});

test.each(executors)('%s takes no entry of another state of its plugin', async (_, submit) => {
  const spec = await double();
  const copy = makeFolder();
  await writeSumsPlugin(copy);
  await expect(submit(copy, { ...spec, contractHash: 'of-before' }, {})).rejects.toMatchObject({
    code: 'CONTRACT_MISMATCH',
    message: expect.stringContaining(`was loaded with contract of-before, and ${copy} holds ${spec.contractHash}: generate again`),
  });
  await expect(submit(copy, { ...spec, name: 'triple' }, {})).rejects.toThrow('holds no such action');
  await expect(submit(copy, spec, { by: 0 })).rejects.toMatchObject({ code: 'PARAMS_INVALID' }); // the same contract, wherever it lies
});

async function double(): Promise<ActionSpec> {
  return (await loadPlugin(sums.folder)).registry.get('double');
}
