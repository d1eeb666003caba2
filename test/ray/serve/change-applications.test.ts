import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'vitest';
import type { ApplicationConfig, RayServe } from '../../../generated/ray-serve/types.ts';
import { type ApplicationList, changeApplications } from '../../../runtime/ray/serve/change-applications.ts';

/** A list that is replaced as a whole, as Serve's is, with a way that is longer for one than for the other. */
class SlowList implements ApplicationList {
  state: RayServe;
  readonly #delay: () => number;
  writes = 0;

  constructor(names: readonly string[], delay: () => number) {
    this.state = {
      controller_info: { pid: 1 },
      http_options: { port: 8000 },
      target_capacity: 50,
      applications: entriesOf(names.map(configOf)),
    };
    this.#delay = delay;
  }

  async read(): Promise<RayServe> {
    const found = structuredClone(this.state);
    await sleep(this.#delay());
    return found;
  }

  async write(body: object): Promise<void> {
    await sleep(this.#delay());
    const { applications, ...options } = body as { readonly applications: readonly ApplicationConfig[] };
    this.writes++;
    this.state = { ...options, controller_info: { pid: 1 }, applications: entriesOf(applications) };
  }
}

const configOf = (name: string): ApplicationConfig => ({ name, import_path: 'a:b', args: { of: name } });

function entriesOf(configs: readonly ApplicationConfig[]): RayServe['applications'] {
  return Object.fromEntries(configs.map((config) => [config.name, { status: 'RUNNING', deployed_app_config: config }]));
}

function add(list: ApplicationList, name: string): Promise<void> {
  return changeApplications(list, {
    change: (all) => [...all.filter((one) => one.name !== name), configOf(name)],
    holds: (all) => all.some((one) => one.name === name),
  });
}

test.concurrent('eight writers of eight machines, who read and write across each other, all have theirs in the end', async ({ expect }) => {
  let seed = 7;
  const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const list = new SlowList(['of another'], () => random() * 40);
  const names = Array.from({ length: 8 }, (_, index) => `app-${index}`);
  await Promise.all(names.map((name) => add(list, name)));
  expect(Object.keys(list.state.applications).toSorted()).toEqual([...names, 'of another']);
  expect(list.state.applications['of another']?.deployed_app_config).toEqual(configOf('of another'));
  expect(list.writes).toBeGreaterThan(8); // they did undo each other's
});

test.concurrent('options of the whole Serve go back as they were, and an application that is there already is not written again', async ({
  expect,
}) => {
  const list = new SlowList(['one'], () => 0);
  await add(list, 'one');
  expect(list.writes).toBe(0);
  await add(list, 'two');
  expect(list.state).toMatchObject({ http_options: { port: 8000 }, target_capacity: 50 });
});

test.concurrent('what a program started, and what is being deleted, is not written into the list', async ({ expect }) => {
  const list = new SlowList(['one'], () => 0);
  list.state.applications['imperative'] = { status: 'RUNNING', source: 'imperative', deployed_app_config: null };
  list.state.applications['leaving'] = { status: 'DELETING', deployed_app_config: configOf('leaving') };
  await add(list, 'two');
  expect(Object.keys(list.state.applications)).toEqual(['one', 'two']);
});
