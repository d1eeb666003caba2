import { setImmediate as turn } from 'node:timers/promises';
import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { expect, test } from 'vitest';
import { ModelCache, type ModelKey } from '../../../runtime/serve/models/model-cache.ts';

interface Watched {
  readonly cache: ModelCache<{ readonly name: string }>;
  readonly log: string[];
  readonly most: () => number;
}

/** Keeps count of what is in memory. */
function watchedCache(capacity: number, load: (key: ModelKey) => Promise<void> = async () => void (await turn())): Watched {
  const log: string[] = [];
  let inMemory = 0;
  let most = 0;
  const cache = new ModelCache({
    capacity,
    async load(key) {
      most = Math.max(most, ++inMemory);
      log.push(`load ${nameOf(key)}`);
      try {
        await load(key);
      } catch (error) {
        inMemory--;
        throw error;
      }
      return { name: nameOf(key) };
    },
    async unload({ name }) {
      log.push(`unload ${name}`);
      await turn();
      inMemory--;
    },
  });
  return { cache, log, most: () => most };
}

function nameOf({ tenant, model, version }: ModelKey): string {
  return `${tenant}/${model}@${version}`;
}

const keyOf = (model: number | string, tenant = 'acme', version = '1'): ModelKey => ({ tenant, model: String(model), version });

test('200 models with 50 concurrent first requests each: never more than 8 in memory, one load for all who ask at once', async () => {
  const { cache, log, most } = watchedCache(8);
  const use = async (model: number): Promise<string> => {
    const { model: found, release } = await cache.acquire(keyOf(model));
    await turn();
    release();
    return found.name;
  };
  const asked = Array.from({ length: 200 }, (_, model) => Array.from({ length: 50 }, () => use(model)));
  const answers = await Promise.all(asked.map((ofOne) => Promise.all(ofOne)));
  expect(answers.map((ofOne) => [...new Set(ofOne)])).toEqual(Array.from({ length: 200 }, (_, model) => [`acme/${model}@1`]));
  expect(most()).toBeLessThanOrEqual(8);
  expect(log.filter((line) => line.startsWith('load')).toSorted()).toEqual(
    Array.from({ length: 200 }, (_, model) => `load acme/${model}@1`).toSorted(),
  );
  await cache.close();
  expect(log.filter((line) => line.startsWith('unload'))).toHaveLength(200);
  expect(cache.size).toBe(0);
});

test('a tenant never gets the model of another one, nor another version of its own', async () => {
  const { cache } = watchedCache(8);
  const keys = [keyOf(1, 'acme'), keyOf(1, 'other'), keyOf(1, ''), keyOf(1, 'acme', '2'), keyOf('1@1","acme', 'acme', '')];
  const names = await Promise.all(keys.map(async (key) => (await cache.acquire(key)).model.name));
  expect(names).toEqual(keys.map(nameOf));
});

test('the model that was used longest ago makes room, and one in use stays', async () => {
  const { cache, log } = watchedCache(2);
  const held = await cache.acquire(keyOf('held'));
  (await cache.acquire(keyOf('b'))).release();
  (await cache.acquire(keyOf('c'))).release();
  (await cache.acquire(keyOf('held'))).release();
  held.release();
  held.release(); // twice is once
  (await cache.acquire(keyOf('c'))).release();
  (await cache.acquire(keyOf('d'))).release();
  expect(log).toEqual(['load acme/held@1', 'load acme/b@1', 'unload acme/b@1', 'load acme/c@1', 'unload acme/held@1', 'load acme/d@1']);
});

test('where all are in use, who wants another one waits, and may stop waiting', async () => {
  const { cache } = watchedCache(1);
  const first = await cache.acquire(keyOf('a'));
  const left = new AbortController();
  const leaving = cache.acquire(keyOf('b'), left.signal);
  const waiting = cache.acquire(keyOf('c'));
  left.abort(new Error('gone'));
  await expect(leaving).rejects.toThrow('gone');
  first.release();
  expect((await waiting).model.name).toBe('acme/c@1');
});

test('a load that fails fails for all who wait for it, and is tried again by the next', async () => {
  let loads = 0;
  const { cache } = watchedCache(1, async () => {
    await turn();
    if (++loads === 1) throw new Error('no such file');
  });
  const both = await Promise.allSettled([cache.acquire(keyOf('a')), cache.acquire(keyOf('a'))]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await cache.acquire(keyOf('a'))).model.name).toBe('acme/a@1');
  expect(loads).toBe(2);
});

test('closing unloads each model once, waits for those in use, and refuses new ones', async () => {
  const { cache, log } = watchedCache(3);
  (await cache.acquire(keyOf('idle'))).release();
  const { release } = await cache.acquire(keyOf('used'));
  const closing = Promise.all([cache.close(), cache.close()]);
  await expect(cache.acquire(keyOf('late'))).rejects.toMatchObject({ code: 'MODELS_CLOSED' });
  release();
  await closing;
  expect(log).toEqual(['load acme/idle@1', 'load acme/used@1', 'unload acme/idle@1', 'unload acme/used@1']);
});

test('whatever is asked for in whatever order, the limit holds, answers are right, and every load has its one unload', async () => {
  const request = record({
    model: integer({ min: 0, max: 9 }),
    tenant: constantFrom('a', 'b'),
    turns: integer({ min: 0, max: 3 }),
  });
  await assert(
    asyncProperty(integer({ min: 1, max: 4 }), array(request, { maxLength: 60 }), async (capacity, requests) => {
      const { cache, log, most } = watchedCache(capacity);
      await Promise.all(
        requests.map(async ({ model, tenant, turns }) => {
          const key = keyOf(model, tenant);
          const lease = await cache.acquire(key);
          for (let left = turns; left > 0; left--) await turn();
          expect(lease.model.name).toBe(nameOf(key));
          lease.release();
        }),
      );
      await cache.close();
      expect(most()).toBeLessThanOrEqual(capacity);
      const [loads, unloads] = ['load', 'unload'].map((what) =>
        log.filter((line) => line.startsWith(`${what} `)).map((line) => line.slice(what.length)),
      );
      expect(unloads!.toSorted()).toEqual(loads!.toSorted());
    }),
    { numRuns: 50 },
  );
});
