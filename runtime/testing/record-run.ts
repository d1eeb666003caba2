import type { AnyAction } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import type { Backend } from '../backend/backend.ts';
import { lazyBackend } from '../backend/lazy-backend.ts';
import { openEmbeddedBackend } from '../backend/open-embedded-backend.ts';
import { runEnvironment } from '../context/run-environment.ts';
import type { RuntimeContextOptions } from '../context/runtime-context.ts';
import { isActionsmithError } from '../errors/actionsmith-error.ts';
import { LocalExecutor } from '../executors/local-executor.ts';
import { backendOfEnvironment } from '../logging/backend/backend-of-environment.ts';
import { withClock } from '../timing/clock.ts';
import type { FakeClock } from './fake-clock.ts';
import { MemoryLogger } from './memory-logger.ts';
import { RunRecord } from './run-record.ts';
import { TemporaryFolder } from './temporary-folder.ts';

/** What a run in a test knows. Its environment is what is given and what the contract says; nothing of the process. */
export interface RecordOptions extends Omit<RuntimeContextOptions, 'logger' | 'signal' | 'env'> {
  readonly env?: Readonly<Record<string, string>>;
  /** Default: a new one. Give your own to reach limits in the middle of a run. */
  readonly clock?: FakeClock;
}

export interface RecordPlace {
  readonly clock: FakeClock;
  readonly folder: TemporaryFolder;
  readonly controller: AbortController;
}

/** Runs an action by a local executor, and keeps what it reports. Throws BAD_TEST where the test itself is wrong. */
export async function recordRun(
  action: AnyAction | ActionSpec,
  params: unknown,
  { clock, folder, controller, env, ...context }: RecordOptions & RecordPlace,
): Promise<RunRecord> {
  const logger = new MemoryLogger();
  const given = onlyGiven(action, env);
  const client = ownBackend(action, given);
  const executor = new LocalExecutor({
    jobId: 'test',
    ...(client && { client }),
    ...context,
    env: given,
    logger,
    signal: controller.signal,
  });
  try {
    const result = await withClock(clock, () => executor.execute(action as ActionSpec, params));
    return new RunRecord({ result }, logger.events, folder, clock);
  } catch (error) {
    const wrong = findWrongTest(error);
    if (wrong !== undefined) throw wrong;
    return new RunRecord({ error }, logger.events, folder, clock);
  } finally {
    clock.end();
    await client?.close();
  }
}

/** What the process has in its environment must not decide a test: every name of it is taken out, but for those of the contract. */
function onlyGiven(action: AnyAction | ActionSpec, env: RecordOptions['env']): Readonly<Record<string, string | undefined>> {
  const kept = typeof action === 'function' ? {} : runEnvironment(action, {}, {}).toObject();
  const foreign = Object.keys(process.env).filter((name) => !Object.hasOwn(kept, name));
  return { ...Object.fromEntries(foreign.map((name) => [name, undefined])), ...env };
}

/** An empty backend for this run alone, where its environment names no server: a test writes nothing where it happens to run. */
function ownBackend(action: AnyAction | ActionSpec, given: Readonly<Record<string, string | undefined>>): Backend | undefined {
  if (backendOfEnvironment(runEnvironment(typeof action === 'function' ? {} : action, given)) !== undefined) return undefined;
  return lazyBackend(() => openEmbeddedBackend(new TemporaryFolder().path));
}

function findWrongTest(error: unknown): unknown {
  for (let at = error; at instanceof Error; at = at.cause) if (isActionsmithError(at) && at.code === 'BAD_TEST') return at;
  return undefined;
}
