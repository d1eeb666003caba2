import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import type { ApplicationConfig } from '../../../generated/ray-serve/types.ts';
import { zipFiles } from '../../../runtime/ray/bundle/zip-files.ts';
import { ServeClient } from '../../../runtime/ray/serve/serve-client.ts';
import { freshId, testClient } from '../support/jobs.ts';
import { freeServePort, untilStatus } from './support/serve.ts';

const SHOUT = `
import logging
from ray import serve

@serve.deployment(ray_actor_options={"num_cpus": 0})
class Shout:
    def __init__(self, word):
        logging.getLogger("ray.serve").info(f"the word is {word}")
        self.word = word

    def __call__(self):
        return self.word

def build(args):
    return Shout.bind(args["word"])
`;

/** Ray takes it, and finds out later. */
function broken(name: string): ApplicationConfig {
  return { name, route_prefix: `/${name}`, import_path: 'nowhere:build' };
}

test('who deploy at once all have their application, and those of others stay as they were', async () => {
  const port = await freeServePort();
  const client = new ServeClient({ address: inject('rayDashboardUrl') });
  const own = freshId('own');
  const uri = await testClient().upload(zipFiles({ 'shout.py': Buffer.from(SHOUT) }));
  const shout = (word: string) => ({
    name: own,
    route_prefix: `/${own}`,
    import_path: 'shout:build',
    runtime_env: { working_dir: uri },
    args: { word },
  });
  await client.apply(shout('hello'), { http: { port } });
  const running = await untilStatus(client, own, 'RUNNING');
  const names = Array.from({ length: 4 }, () => freshId('broken'));

  await Promise.all(names.map((name) => new ServeClient({ address: client.address }).apply(broken(name))));

  const listed = (await client.configs()).map(({ name }) => name);
  expect(listed.filter((name) => [own, ...names].includes(name)).toSorted()).toEqual([own, ...names].toSorted());
  const after = await client.application(own);
  expect(after?.deployments?.['Shout']?.replicas?.[0]?.pid).toBe(running.deployments?.['Shout']?.replicas?.[0]?.pid);
  expect(await untilStatus(client, names[0]!, 'DEPLOY_FAILED')).toMatchObject({
    message: expect.stringContaining("No module named 'nowhere'"),
  });

  const [log] = await client.logs(own);
  expect(log).toMatchObject({ deployment: 'Shout', state: 'RUNNING', text: expect.stringContaining('the word is hello') });
  const { stdout } = await promisify(execFile)(inject('rayCommand').replace(/ray$/, 'serve'), [
    'status',
    '--address',
    client.address,
    '--name',
    own,
  ]);
  expect(stdout).toContain('status: RUNNING');

  await Promise.all(names.map((name) => new ServeClient({ address: client.address }).delete(name)));
  expect((await client.configs()).map(({ name }) => name).filter((name) => names.includes(name))).toEqual([]);
  expect(await client.delete(own)).toBe(true);
  expect(await client.application(own)).toBeUndefined();
  expect(await client.delete(own)).toBe(false);
});
