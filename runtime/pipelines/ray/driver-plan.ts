import type { ActionSpec } from '../../action/action-spec.ts';
import type { RuntimeEnv } from '../../ray/runtime-env.ts';
import type { NodeSource } from '../../ray/runtime-env.ts';

/** What the driver of a run is told, in a file of its package: who reads the package may read the params, as for any job. */
export interface DriverPlan {
  readonly protocol: 1;
  readonly runId: string;
  readonly attempt: number;
  readonly params: Readonly<Record<string, unknown>>;
  /** As the driver reaches it. */
  readonly service: { readonly url: string; readonly token?: string | undefined };
  /** The dashboard, as the driver reaches it. */
  readonly ray: { readonly address: string; readonly headers?: Readonly<Record<string, string>> | undefined };
  readonly stopSeconds: number;
  readonly stages: readonly PlannedStage[];
}

/** One action, with all that it needs to run without its plugin's folder. */
export interface PlannedStage {
  readonly name: string;
  readonly accepts: readonly string[] | undefined;
  /** Where its contract says that it runs: in a process beside the driver, in a Ray actor, as a job of its own. */
  readonly mode: 'local' | 'task' | 'job';
  readonly spec: TravellingSpec;
  /** The caller's; that of the contract is in the spec. */
  readonly env: Readonly<Record<string, string>>;
  readonly runtimeEnv: RuntimeEnv;
  /** What an actor asks of the cluster. */
  readonly needs: Readonly<Record<string, unknown>>;
  readonly node: NodeSource;
  /** A zip below the package. */
  readonly bundle: string;
  /** Paths of wheels in the package. */
  readonly wheels: readonly string[];
}

/** A contract's entry without its code. Of the params it knows which are secret, so that no digest tells them. */
export type TravellingSpec = Omit<ActionSpec, 'load' | 'params' | 'result'> & { readonly secretParams: readonly string[] };

export const PLAN_FILE = 'pipeline.json';

/** By which the jobs of a run are found again. */
export const RUN_METADATA = 'actionsmith_pipeline_run';

/** The driver of an attempt has always the same id, so that a submit which is repeated is one job. */
export function driverId(runId: string, attempt: number): string {
  return `pipeline-${runId}-${attempt}`;
}
