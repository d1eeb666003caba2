import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { differingPlaces } from '../../history/differing-places.ts';
import { readJson } from '../../history/read-run.ts';
import { RUN_FILES } from '../../history/run-folder.ts';
import type { StoredRun } from '../../history/stored-run.ts';
import type { ParamSchema } from '../param-schema.ts';
import { type ParamSources, type ReadParams, readParams } from '../read-params.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The params of an earlier run. Secret ones were not kept, and have to be given again; others may be given again as they were.
 * Throws UsageError for those that are missing and those that are others, RUN_NOT_RESUMABLE.
 */
export async function restoreParams(
  run: StoredRun,
  sources: ParamSources,
  schema: ParamSchema,
  ownOptions: readonly string[],
): Promise<ReadParams> {
  const { id, hiddenParams = [] } = run.record;
  const kept = readJson(run, RUN_FILES.params) as Readonly<Record<string, unknown>> | undefined;
  if (kept === undefined) throw new ActionsmithError(`the params of run ${id} cannot be read any more`, { code: 'RUN_NOT_RESUMABLE' });
  const given = await readParams(sources, schema, ownOptions);
  const missing = new Set(hiddenParams.map(nameOf).filter((name) => !Object.hasOwn(given.params, name)));
  if (missing.size > 0) {
    const flags = [...missing].map((name) => `--param.${name} …`).join(' ');
    throw new UsageError(`secret params are not kept; give ${missing.size === 1 ? 'it' : 'them'} again: ${flags}`);
  }
  const params = { ...kept, ...given.params };
  const other = Object.keys(given.params).find((name) =>
    differingPlaces({ [name]: kept[name] }, { [name]: params[name] }).some((place) => !liesIn(place, hiddenParams)),
  );
  if (other === undefined) return { params, placeOf: (issue) => given.placeOf(issue) };
  const was = Object.hasOwn(kept, other) ? JSON.stringify(kept[other]) : 'not given';
  throw new UsageError(`param ${other} was ${was} in run ${id}, and a resume takes the same params; start a new run for others`);
}

/** The param that a JSON pointer leads into. */
function nameOf(pointer: string): string {
  return (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}

function liesIn(place: string, hidden: readonly string[]): boolean {
  return hidden.some((pointer) => place === pointer || place.startsWith(`${pointer}/`));
}
