import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../../../errors/message-of.ts';
import { RunCancelled } from '../../../errors/run-cancelled.ts';
import { stopOnSignals } from '../../../process/stop-on-signals.ts';
import { RayJobsClient } from '../../../ray/jobs-client.ts';
import { PipelineService } from '../../client/pipeline-service.ts';
import { type RunnableStage, runStages } from '../../run/run-stages.ts';
import { type DriverPlan, PLAN_FILE, type PlannedStage } from '../driver-plan.ts';
import { runBeside } from './run-beside.ts';
import { runAsJob } from './run-as-job.ts';
import { TaskRunner } from './task-runner.ts';

/** The main program of a pipeline on a cluster: runs the actions of its package in their order, and tells the service. The exit code is 0 where all completed. */
async function drive(): Promise<void> {
  const folder = dirname(dirname(fileURLToPath(import.meta.url)));
  const plan = JSON.parse(readFileSync(join(folder, PLAN_FILE), 'utf8')) as DriverPlan;
  const { runId, attempt, params, service, ray, stopSeconds } = plan;
  const stop = new AbortController();
  stopOnSignals(
    () => stop.abort(new RunCancelled('the pipeline was stopped')),
    () => {},
  );
  const client = new RayJobsClient(ray);
  const records = new PipelineService(service);
  const tasks = new TaskRunner(client, runId, folder, stopSeconds);
  const runnable = (stage: PlannedStage, index: number): RunnableStage => ({
    name: stage.name,
    accepts: stage.accepts,
    run: (given, hooks) => {
      process.stdout.write(`${stage.name}: ${index + 1} of ${plan.stages.length}, ${WHERE[stage.mode]}\n`);
      const work = { stage, params: given, hooks, folder, stopSeconds };
      if (stage.mode === 'local') return runBeside(work);
      return stage.mode === 'job' ? runAsJob(client, work) : tasks.run(work);
    },
  });
  try {
    await runStages(plan.stages.map(runnable), { records, runId, attempt, params, signal: stop.signal });
    process.exitCode = 0;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  } finally {
    await tasks.close().catch(() => {});
    process.exit();
  }
}

const WHERE = { local: 'beside the driver', task: 'in an actor', job: 'as a job' } as const;

void drive();
