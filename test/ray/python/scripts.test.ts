import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { generate } from '../../../generator/index.ts';
import { RayActorExecutor } from '../../../runtime/executors/ray-actor-executor.ts';
import { RayJobExecutor } from '../../../runtime/executors/ray-job-executor.ts';
import type { RunEvent } from '../../../runtime/logging/run-event.ts';
import { processesWith, PYTHON } from '../../python/support.ts';
import { writeIn } from '../../support/make-plugin.ts';
import { rejection } from '../support/tiny.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'actionsmith-scripts-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CONTRACT = {
  name: 'Scripts',
  code: 'scripts',
  version: '0.1.0',
  category: 'custom',
  env: { ACTIONSMITH_PYTHON: PYTHON },
  assets: ['python/**'],
  actions: {
    train: {
      method: 'job',
      params: { type: 'object', properties: { what: { type: 'string' }, mark: { type: 'string', default: 'none' } }, required: ['what'] },
    },
  },
};
const ACTION = `
import { TrainActionBase } from '../../generated/train/action.js';
export class TrainAction extends TrainActionBase {
  override execute(): Promise<unknown> {
    return this.python.run('python/train.py', { args: [this.params.mark] });
  }
}
`;
const SCRIPT = `
import actionsmith, os, subprocess, sys, time
what = actionsmith.params["what"]
if what == "package": import nowhere_to_be_found
if what == "fail": raise ValueError("no data")
if what == "wait": subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", sys.argv[1]], start_new_session=True)
actionsmith.set_progress(1, 2, "train")
actionsmith.set_metrics({"loss": 0.5}, "train")
print("printed by the script", flush=True)
while what == "wait": time.sleep(1)
actionsmith.set_result({"script": os.path.basename(__file__), "stands": os.path.exists("python/train.py")})
`;

beforeAll(async () => {
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify(CONTRACT));
  writeIn(folder, 'src/actions/train.ts', ACTION);
  writeIn(folder, 'python/train.py', SCRIPT);
  expect((await generate({ plugin: folder })).diagnostics).toEqual([]);
});

const jobs = (): RayJobExecutor => new RayJobExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir: folder });
const told = (events: readonly RunEvent[]): unknown[] =>
  events.flatMap<unknown>((event) => (event.type === 'progress' ? event.percent : event.type === 'metrics' ? event.values : []));

async function eventsOf(run: { events(): AsyncIterable<RunEvent> }): Promise<RunEvent[]> {
  const seen: RunEvent[] = [];
  for await (const event of run.events()) seen.push(event);
  return seen;
}

test('a script reports and gives its result from a job as from here, and what it prints is in the log', async () => {
  const executor = jobs();
  const run = await executor.submit('train', { what: 'tell' });
  expect(told(await eventsOf(run))).toEqual([50, { loss: 0.5 }]);
  expect(await run.result()).toEqual({ script: 'train.py', stands: true });
  expect(await executor.getLogs(run)).toContain('printed by the script\n');
});

test('and from a task', async () => {
  await using executor = new RayActorExecutor({ dashboardUrl: inject('rayDashboardUrl'), workingDir: folder });
  const run = await executor.submit('train', { what: 'tell' });
  expect(told(await eventsOf(run))).toEqual([50, { loss: 0.5 }]);
  expect(await run.result()).toMatchObject({ script: 'train.py' });
  expect(await rejection(executor.execute('train', { what: 'package' }))).toMatchObject({ code: 'PYTHON_PACKAGE_MISSING' });
});

test('a job fails by the traceback of its script', async () => {
  const run = await jobs().submit('train', { what: 'fail' });
  const error = await rejection(run.result());
  expect(error).toMatchObject({ code: 'PYTHON_FAILED', details: { exitCode: 1 } });
  expect(error.message).toMatch(
    /^train\.py failed: ValueError: no data\n {2}Traceback .*\n {4}File ".*python\/train\.py", line 5, in <module>/,
  );
});

test('a job that is stopped leaves no process of its script', async () => {
  const mark = `script-of-job-${process.pid}`;
  const executor = jobs();
  const run = await executor.submit('train', { what: 'wait', mark });
  for await (const event of run.events()) if (event.type === 'progress') break;
  expect(processesWith(mark).length).toBeGreaterThanOrEqual(3);
  await executor.stop(run);
  expect([await run.status(), processesWith(mark)]).toEqual(['STOPPED', []]);
});
