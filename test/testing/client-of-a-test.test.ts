import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseTrainAction } from 'actionsmith';
import { openBackendServer, openEmbeddedBackend } from 'actionsmith/backend';
import { testAction } from 'actionsmith/testing';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-plugin.ts';

class Keep extends BaseTrainAction<{ readonly name: string }, { readonly id: number; readonly count: number }> {
  override async execute(): Promise<{ readonly id: number; readonly count: number }> {
    const upload = await this.client.upload('package.json');
    const { id } = await this.client.models.create({ name: this.params.name, chunked_upload: upload.id });
    return { id, count: (await this.client.models.list()).count };
  }
}

test('an action in a test has an empty backend of its own each time, and nothing is written where the test runs', async () => {
  const before = process.cwd();
  process.chdir(makeFolder());
  try {
    const create = class extends BaseTrainAction<object, number> {
      override async execute(): Promise<number> {
        await this.client.projects.create({ name: 'p' });
        return (await this.client.projects.list()).count;
      }
    };
    for (const run of [await testAction(create, {}), await testAction(create, {})]) {
      expect(run.succeeded()).toBe(1);
      expect(run.files).toEqual([]);
    }
    expect(existsSync('.actionsmith')).toBe(false);
  } finally {
    process.chdir(before);
  }
});

test('a backend of the test’s own is filled before and looked at after', async () => {
  const client = await openEmbeddedBackend(join(makeFolder(), 'data'));
  await client.models.create({ name: 'before' });
  const run = await testAction(Keep, { name: 'after' }, { client });
  expect(run.succeeded()).toEqual({ id: 2, count: 2 });
  expect((await client.models.list()).items.map(({ name }) => name).toSorted()).toEqual(['after', 'before']);
  await client.close();
});

test('a server that the environment of the test names is used', async () => {
  const server = await openBackendServer({ folder: join(makeFolder(), 'data') });
  const run = await testAction(Keep, { name: 'served' }, { env: { ACTIONSMITH_BACKEND_URL: server.url } });
  expect(run.succeeded()).toEqual({ id: 1, count: 1 });
  await server.close();
});
