import { BaseAction, BaseStep, LocalExecutor, type Run, StepContext, StepRegistry } from 'actionsmith';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { MemoryLogger } from '../../runtime/testing/memory-logger.ts';
import { makeFolder, TOOLKIT, writeIn } from '../support/make-plugin.ts';
import { processesWith, PYTHON } from './support.ts';

/** Starts two more processes, one of them in a session of its own, and waits. */
const family = (mark: string): string => `
import actionsmith, subprocess, sys, time
sleeper = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
subprocess.Popen([sys.executable, "-c", sleeper, "${mark}"])
subprocess.Popen([sys.executable, "-c", sleeper, "${mark}"], start_new_session=True)
actionsmith.set_progress(1, 3, "train")
try:
    time.sleep(600)
finally:
    open("cleaned-up", "w").write("yes")
    actionsmith.log("cleaned", {"up": True})
`;

let made = 0;
const newMark = (): string => `endings-${process.pid}-${made++}-mark`;

class Script extends BaseAction<{ readonly folder: string }, unknown> {
  override execute(): Promise<unknown> {
    return this.python.run('script.py', { cwd: this.params.folder, python: PYTHON, args: [this.params.folder] });
  }
}

async function start(source: string): Promise<{ run: Run; folder: string; logger: MemoryLogger }> {
  const folder = makeFolder();
  writeIn(folder, 'script.py', source);
  const logger = new MemoryLogger();
  const run = await new LocalExecutor({ pluginFolder: folder, logger }).submit(Script, { folder });
  for await (const event of run.events()) if (event.type === 'progress') break;
  return { run, folder, logger };
}

test('a run that is cancelled ends the script and all that it started, which may clean up before', async () => {
  const mark = newMark();
  const { run, folder, logger } = await start(family(mark));
  expect(processesWith(mark).length).toBe(2);
  await run.cancel();
  expect([await run.status(), processesWith(mark), processesWith(folder)]).toEqual(['STOPPED', [], []]);
  expect(readFileSync(join(folder, 'cleaned-up'), 'utf8')).toBe('yes');
  expect(logger.events).toContainEqual(expect.objectContaining({ type: 'log', event: 'cleaned' }));
});

test('a script that will not end is killed', async () => {
  const { run, folder } = await start(`
import actionsmith, signal, time
signal.signal(signal.SIGTERM, lambda *_: None)
actionsmith.set_progress(1, 2)
while True: time.sleep(1)
`);
  await run.cancel();
  expect([await run.status(), processesWith(folder)]).toEqual(['STOPPED', []]);
});

test('a signal of the author ends the script, and its reason is thrown', async () => {
  class Impatient extends BaseAction<{ readonly folder: string }, unknown> {
    override execute(): Promise<unknown> {
      const controller = new AbortController();
      const script = this.python.run('script.py', { python: PYTHON, args: [this.params.folder], signal: controller.signal });
      controller.abort(new Error('took too long'));
      return script;
    }
  }
  const folder = makeFolder();
  writeIn(folder, 'script.py', 'import time\ntime.sleep(600)');
  const run = new LocalExecutor({ pluginFolder: folder, logger: new MemoryLogger() }).execute(Impatient, { folder });
  await expect(run).rejects.toThrow('action Impatient failed: took too long');
  expect(processesWith(folder)).toEqual([]);
});

test('whenever it is ended, while it is prepared, starts or runs, the script ends', async () => {
  class Ended extends BaseAction<{ readonly folder: string; readonly after: number }, unknown> {
    override execute(): Promise<unknown> {
      const { folder, after } = this.params;
      return this.python.run('script.py', { python: PYTHON, args: [folder], signal: AbortSignal.timeout(after) });
    }
  }
  const folder = makeFolder();
  writeIn(folder, 'script.py', 'import time\ntime.sleep(600)');
  const executor = new LocalExecutor({ pluginFolder: folder, logger: new MemoryLogger() });
  const ends = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89].map((after) =>
    executor.execute(Ended, { folder, after }).catch((error: Error) => error.message),
  );
  expect(new Set(await Promise.all(ends))).toEqual(new Set(['action Ended failed: The operation was aborted due to timeout']));
  expect(processesWith(folder)).toEqual([]);
});

test('a step that times out ends its script, and reports as that step', async () => {
  const folder = makeFolder();
  writeIn(
    folder,
    'script.py',
    'import actionsmith, time\nactionsmith.set_progress(1, 4)\nactionsmith.set_metrics(actionsmith.params)\ntime.sleep(600)',
  );
  class Train extends BaseStep<StepContext<{ readonly folder: string }, unknown>, unknown> {
    readonly name = 'train';
    override readonly progressWeight = 1;
    override readonly policy = { timeoutMs: 1_500 };
    override execute(context: StepContext<{ readonly folder: string }, unknown>): Promise<unknown> {
      return context.python.run('script.py', { python: PYTHON, args: [folder] });
    }
  }
  class Steps extends BaseAction<{ readonly folder: string }, unknown> {
    override setupSteps(registry: StepRegistry<StepContext<{ readonly folder: string }, unknown>>): void {
      registry.register(new Train());
    }
  }
  const logger = new MemoryLogger();
  const run = new LocalExecutor({ pluginFolder: folder, logger }).execute(Steps, { folder });
  await expect(run).rejects.toThrow('step "train" failed: attempt 1 took longer than 1500 ms');
  expect(processesWith(folder)).toEqual([]);
  expect(logger.events).toContainEqual(expect.objectContaining({ type: 'progress', step: 'train', category: 'train', overall: 25 }));
  expect(logger.events).toContainEqual(expect.objectContaining({ type: 'metrics', step: 'train', values: { folder } }));
});

test('when the process of the action is killed, nothing of the script lives on', async () => {
  const mark = newMark();
  const folder = makeFolder();
  writeIn(folder, 'script.py', family(mark));
  const program = `
    import { BaseAction, LocalExecutor } from ${JSON.stringify(join(TOOLKIT, 'dist/index.js'))};
    class Script extends BaseAction { execute() { return this.python.run('script.py', { python: ${JSON.stringify(PYTHON)}, args: ['${mark}'] }); } }
    const run = await new LocalExecutor({ pluginFolder: process.cwd(), logger: { write() {} } }).submit(Script, {});
    for await (const { type } of run.events()) if (type === 'progress') console.log('runs');
  `;
  writeIn(folder, 'program.mjs', program);
  const node = spawn(process.execPath, ['program.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(node.stdout, 'data');
  expect(processesWith(mark).length).toBe(4); // the keeper, the script, and two that it started
  node.kill('SIGKILL');
  await vi.waitFor(() => expect(processesWith(mark)).toEqual([]), { timeout: 10_000, interval: 50 });
  expect(readFileSync(join(folder, 'cleaned-up'), 'utf8')).toBe('yes');
});
