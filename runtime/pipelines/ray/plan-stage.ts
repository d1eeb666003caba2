import type { ActionSpec } from '../../action/action-spec.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { findSpec } from '../../executors/find-spec.ts';
import { collectBundle } from '../../ray/bundle/bundle-plugin.ts';
import { type ZipEntries, zipFiles } from '../../ray/bundle/zip-files.ts';
import { chooseNode, type NodeOption } from '../../ray/choose-node.ts';
import type { RayJobsClient } from '../../ray/jobs-client.ts';
import { findWheels, readPythonPackages } from '../../ray/python-packages.ts';
import { mergeRemoteEnvironment, mergeRuntimeEnv, type RuntimeEnv } from '../../ray/runtime-env.ts';
import { bundleTask } from '../../ray/task/bundle-task.ts';
import type { DescribedStage } from '../stage.ts';
import type { PlannedStage, TravellingSpec } from './driver-plan.ts';

export interface PlanOptions {
  readonly client: RayJobsClient;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly runtimeEnv?: RuntimeEnv | undefined;
  readonly node?: NodeOption | undefined;
  readonly platform?: string | undefined;
}

/** A stage as it travels, and its files. */
export interface PackedStage {
  readonly stage: PlannedStage;
  readonly files: ZipEntries;
}

/** Bundles an action for where its contract says that it runs. Throws BUNDLE_FAILED, ACTION_WITHOUT_REF, MODE_NOT_AVAILABLE, and what a submit throws. */
export async function planStage(described: DescribedStage, index: number, options: PlanOptions): Promise<PackedStage> {
  const { folder, name, accepts, action } = described;
  const spec = await findSpec(folder, action);
  const mode = modeOf(spec, name);
  const { client, env = {}, runtimeEnv: asked = {}, platform } = options;
  const node = await chooseNode(client, options.node ?? spec.node, mergeRuntimeEnv(spec.runtimeEnv ?? {}, asked));
  const wheels = await findWheels(folder, spec.python ?? {});
  const python = await readPythonPackages(folder, spec.python);
  const merged = mergeRemoteEnvironment({ contract: spec, env, runtimeEnv: asked, python, node: node.source });
  const bundle = `actions/${index + 1}.zip`;
  const collected = await collectBundle(folder, spec, { assets: spec.assets ?? [], platform });
  const content =
    mode === 'task'
      ? (await bundleTask(folder, spec, { env: merged.env }, { assets: spec.assets ?? [], platform })).content
      : zipFiles(collected.files, collected.manifest.executables);
  const stage = {
    name,
    accepts,
    mode,
    spec: travelling(spec),
    env: mode === 'job' ? env : merged.env,
    runtimeEnv: mode === 'job' ? asked : merged.runtimeEnv,
    needs: { ...spec.resources, max_restarts: 3 },
    node: node.source,
    bundle,
    wheels,
  };
  return { stage, files: { ...Object.fromEntries(wheels.map((path) => [path, collected.files[path]!])), [bundle]: content } };
}

function modeOf({ method, name }: ActionSpec, stage: string): PlannedStage['mode'] {
  if (method !== 'serve') return method;
  throw new ActionsmithError(`${stage} cannot be part of a pipeline: action ${name} is served, and a pipeline runs actions that end`, {
    code: 'MODE_NOT_AVAILABLE',
  });
}

function travelling({ load: _load, params, result: _result, ...rest }: ActionSpec): TravellingSpec {
  const secrets = params !== undefined && 'secrets' in params ? (params.secrets as readonly string[] | undefined) : undefined;
  return { ...rest, secretParams: secrets ?? [] };
}
