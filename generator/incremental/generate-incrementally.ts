import { join } from 'node:path';
import { PhaseTimes } from '../phase-times.ts';
import { generate, type Generated, type GenerateOptions, type Made } from '../pipeline.ts';
import { generateChanged, type GeneratedPart } from './generate-changed.ts';
import { type Kept, rememberKept } from './kept-actions.ts';
import { rememberStats, type StatCheck } from './stat-cache.ts';

export interface Incremental {
  /** The plugin's real folder. */
  readonly root: string;
  /** What decides the output beside the contract: the folder, the options. */
  readonly asked: string;
  /** Undefined where nothing is known, or nothing may be taken from it. */
  readonly stats: StatCheck | undefined;
  /** When the run began, in ms. */
  readonly startedAt: number;
}

/** Generates what changed since the last run, or everything, and remembers it where it went well. The files are the same either way. */
export async function generateIncrementally(options: GenerateOptions, incremental: Incremental): Promise<Generated> {
  const times = options.times ?? new PhaseTimes();
  const part = await generatePart({ ...options, times }, incremental);
  const generated = part ?? (await generate({ ...options, times }));
  const { ok, made } = generated;
  if (options.write !== false && ok && made !== undefined)
    await times.measure('remember', () => remember(generated, made, options, incremental, part?.earlier));
  return generated;
}

async function generatePart(
  options: GenerateOptions & { readonly times: PhaseTimes },
  { root, asked, stats }: Incremental,
): Promise<GeneratedPart | undefined> {
  if (options.write === false || options.zod === true || stats === undefined) return undefined;
  if (stats.state.diagnostics.length > 0) return undefined; // those of the actions that are not looked at have to be told, too
  return generateChanged(root, asked, stats.changed, options);
}

/** It only spares the next run some work: what fails here is no failure of the run. The stats come last, as they say that the rest is there. */
async function remember(
  { inputs, changes, diagnostics }: Generated,
  made: Made,
  { zod }: GenerateOptions,
  { root, asked, stats, startedAt }: Incremental,
  earlier: Kept | undefined,
): Promise<void> {
  const pathsOf = (ownership: 'owned' | 'scaffold'): string[] =>
    made.files.filter((file) => file.ownership === ownership).map(({ path }) => join(root, path));
  const written = changes.filter(({ kind }) => kind !== 'unchanged').map(({ path }) => join(root, path));
  const since = earlier !== undefined && stats !== undefined ? { stats, written } : undefined;
  try {
    if (zod !== true && diagnostics.length === 0) rememberKept(root, asked, made, earlier);
    await rememberStats(root, asked, { inputs, outputs: pathsOf('owned'), scaffolds: pathsOf('scaffold'), startedAt, diagnostics, since });
  } catch {
    // The next run finds the stats of before, or none, and looks at what they do not vouch for.
  }
}
