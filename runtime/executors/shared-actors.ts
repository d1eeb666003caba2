import { RayActorExecutor } from './ray-actor-executor.ts';
import type { RayActorExecutorOptions } from './ray-actor-options.ts';

const executors = new Map<string, RayActorExecutor>();

/** The executor of this process for a set of options, so that calls which do not hold one themselves share its actors. */
export function sharedActors(options: RayActorExecutorOptions): RayActorExecutor {
  const key = keyOf(options);
  const known = executors.get(key);
  if (known !== undefined) return known;
  const executor = new RayActorExecutor(options);
  executors.set(key, executor);
  return executor;
}

/** Ends all actors that `plugin.<action>.task()` and `runPlugin` have started in this process, and resolves when they are gone. */
export async function shutdownTasks(): Promise<void> {
  const all = [...executors.values()];
  executors.clear();
  await Promise.all(all.map((executor) => executor.shutdown()));
}

/** What is left away and what is empty is the same. */
function keyOf(options: RayActorExecutorOptions): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined && JSON.stringify(value) !== '{}');
  return JSON.stringify(given.toSorted());
}
