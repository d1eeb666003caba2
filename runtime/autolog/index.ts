import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { suggest } from '../validation/suggest.ts';
import { type AutologOptions, type Reporter, watchUltralytics } from './watch-ultralytics.ts';

export type { AutologOptions } from './watch-ultralytics.ts';

/** The frameworks whose trainings are reported by themselves. */
export type AutologFramework = 'ultralytics';

const WATCHERS: Readonly<Record<AutologFramework, typeof watchUltralytics>> = { ultralytics: watchUltralytics };

/** Begins to report what a framework writes down. Gives the function that ends it. Throws UNKNOWN_FRAMEWORK. */
export function startAutolog(framework: string, reporter: Reporter, options: AutologOptions): () => void {
  if (Object.hasOwn(WATCHERS, framework)) return WATCHERS[framework as AutologFramework](reporter, options);
  const names = Object.keys(WATCHERS);
  const near = suggest(framework, names);
  const help = near === undefined ? `it knows ${names.join(', ')}` : `did you mean ${JSON.stringify(near)}?`;
  throw new ActionsmithError(`autolog does not know ${JSON.stringify(framework)}; ${help}`, { code: 'UNKNOWN_FRAMEWORK' });
}
