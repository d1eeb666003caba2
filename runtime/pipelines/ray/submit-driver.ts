import { mergeRuntimeEnv } from '../../ray/runtime-env.ts';
import { chooseNode } from '../../ray/choose-node.ts';
import { zipFiles } from '../../ray/bundle/zip-files.ts';
import { withStopTime } from '../../ray/submit-run.ts';
import type { DescribedStage } from '../stage.ts';
import { DRIVER_MODULE, driverFiles } from './driver-module.ts';
import { type DriverPlan, driverId, PLAN_FILE, RUN_METADATA } from './driver-plan.ts';
import { planStage, type PlanOptions } from './plan-stage.ts';

export interface SubmitDriverOptions extends PlanOptions {
  readonly name: string;
  readonly described: readonly DescribedStage[];
  readonly plan: Omit<DriverPlan, 'protocol' | 'stages'>;
}

/** Sends the driver of one attempt of a run, with the bundles of its actions, and gives its job's id. The same attempt twice is one job. */
export async function submitDriver({ name, described, plan, ...options }: SubmitDriverOptions): Promise<string> {
  const { client } = options;
  const packed = await Promise.all(described.map((stage, index) => planStage(stage, index, options)));
  const stages = packed.map(({ stage }) => stage);
  const whole: DriverPlan = { protocol: 1, ...plan, stages };
  const files = Object.assign({}, ...packed.map((one) => one.files), await driverFiles(), {
    [PLAN_FILE]: Buffer.from(JSON.stringify(whole)),
  });
  const working_dir = await client.upload(zipFiles(files));
  const runtimeEnv = await environmentOf(stages, options);
  return client.submit({
    entrypoint: `exec node --enable-source-maps ${DRIVER_MODULE}`,
    submission_id: driverId(plan.runId, plan.attempt),
    metadata: { job_name: `pipelines/${name.slice(0, 80)}`, [RUN_METADATA]: plan.runId },
    runtime_env: { ...runtimeEnv, env_vars: withStopTime(runtimeEnv, plan.stopSeconds), working_dir },
  });
}

/** What the actions that run beside the driver need has to be there for the driver. */
async function environmentOf(stages: readonly DriverPlan['stages'][number][], { client, node, runtimeEnv = {} }: PlanOptions) {
  const local = stages
    .filter(({ mode }) => mode === 'local')
    .reduce((merged, stage) => mergeRuntimeEnv(merged, stage.runtimeEnv), runtimeEnv);
  if (stages.some(({ mode }) => mode === 'local')) return local;
  const { source } = await chooseNode(client, node, runtimeEnv);
  const { mergeRemoteEnvironment } = await import('../../ray/runtime-env.ts');
  return mergeRemoteEnvironment({ runtimeEnv, node: source }).runtimeEnv;
}
