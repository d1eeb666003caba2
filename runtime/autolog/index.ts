import type { RuntimeContext } from '../context/runtime-context.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';

/** The frameworks whose trainings report themselves; each is a Python module of that name beside this file. */
const FRAMEWORKS = ['ultralytics'] as const;
export type AutologFramework = (typeof FRAMEWORKS)[number];

export interface AutologOptions {
  /** Of the progress and the metrics. Default: `train`. */
  readonly category?: string;
}

/** What is to be logged in the scripts of a run, by the framework's name. */
export type Autologs = Readonly<Record<string, AutologOptions>>;

const asked = new WeakMap<RuntimeContext, Record<string, AutologOptions>>();

/** From now on every script of the run reports what the framework does in it. Throws UNKNOWN_FRAMEWORK. */
export function askForAutolog(ctx: RuntimeContext, framework: string, options: AutologOptions): void {
  if (!FRAMEWORKS.some((name) => name === framework))
    throw new ActionsmithError(`autolog does not know ${JSON.stringify(framework)}: it knows ${FRAMEWORKS.join(', ')}`, {
      code: 'UNKNOWN_FRAMEWORK',
    });
  asked.set(ctx, { ...asked.get(ctx), [framework]: options });
}

export function autologsOf(ctx: RuntimeContext): Autologs {
  return asked.get(ctx) ?? {};
}
