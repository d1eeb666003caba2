import type { ActionSpec } from '../../../action/action-spec.ts';
import type { RunItem } from '../../../ray/follow/follow-run.ts';
import type { StageHooks } from '../../run/run-stages.ts';
import { KEY_VARIABLE } from '../../run/idempotency-key.ts';
import type { PlannedStage } from '../driver-plan.ts';

/** One action to be run by the driver. */
export interface StageWork {
  readonly stage: PlannedStage;
  readonly params: Readonly<Record<string, unknown>>;
  readonly hooks: StageHooks;
  /** Of the driver's package. */
  readonly folder: string;
  readonly stopSeconds: number;
}

/** The caller's variables, and the action's idempotency key. */
export function environmentOf({ stage, hooks }: StageWork): Record<string, string> {
  return { ...stage.env, [KEY_VARIABLE]: hooks.key };
}

/** As a submit takes it: it is asked which params are secret, and nothing of its code. */
export function specOf({ spec: { secretParams, ...spec } }: PlannedStage): ActionSpec {
  return { ...spec, params: { secrets: secretParams } as never, load: refuseToLoad };
}

async function refuseToLoad(): Promise<never> {
  throw new Error('the code of an action is in its bundle');
}

/** What an action printed goes into the driver's log, what it reported to the records. */
export function passOn({ hooks }: StageWork, item: RunItem): void {
  if (item.kind === 'output') process.stdout.write(item.bytes);
  else if (item.kind === 'event') hooks.sink.write(item.event);
}
