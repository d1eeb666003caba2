import { join, relative, resolve } from 'node:path';
import { realpathSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics/types.ts';
import { PhaseTimes } from '../phase-times.ts';
import type { Generated } from '../pipeline.ts';
import { type GenerateFlags, isView } from './generate-flags.ts';
import { checkStats } from '../incremental/stat-cache.ts';
import { isAtWork } from '../reconcile/working-folder.ts';

const CURRENT = 'Nothing to do: everything is current.';

export interface Outcome {
  readonly exitCode: number;
  /** Absolute paths; empty where the stats of the last generation were enough. */
  readonly inputs: readonly string[];
  /** What was done, in one line. */
  readonly summary: string;
}

/** One generation, reported. The pipeline is loaded only when something changed since the last one. */
export async function generateOnce(plugin: string, given: GenerateFlags): Promise<Outcome> {
  const flags = given.timings === 'json' ? { ...given, quiet: true } : given; // stdout is the report alone
  const write = !isView(flags);
  const root = realFolder(plugin);
  const out = resolve(flags.out ?? join(root, 'generated'));
  const asked = flags.zod ? `${out} zod` : out; // other files are asked for
  const startedAt = Date.now();
  const times = new PhaseTimes();
  const stats = await times.measure('stats', () => (write && !flags.json && !isAtWork(root) ? checkStats(root, asked) : undefined));
  if (stats?.changed.length === 0 && !flags.full) {
    await repeatWarnings(stats.state.diagnostics, flags, root);
    if (!flags.quiet) process.stdout.write(`${CURRENT}\n`);
    await report(flags, times, undefined);
    return { exitCode: 0, inputs: [], summary: CURRENT };
  }
  const { generateIncrementally } = await times.measure('load', () => import('../incremental/generate-incrementally.ts'));
  const options = { plugin: root, times, write, zod: flags.zod ?? false, ...(flags.out !== undefined && { out }) };
  const generated = await generateIncrementally(options, {
    root,
    asked,
    stats: stats?.changed.length === 0 ? undefined : stats,
    startedAt,
  });
  const { reportGenerated } = await import('./report-generated.ts');
  const shownRoot = relative(process.cwd(), root);
  const command = await commandOf(shownRoot, flags);
  const summary = await reportGenerated(generated, { ...flags, shownRoot, command });
  await report(flags, times, generated);
  return { exitCode: exitCode(generated, flags), inputs: generated.inputs, summary };
}

/** A warning stays until the contract is mended, however often it is generated. */
async function repeatWarnings(diagnostics: readonly Diagnostic[], { format = 'text' }: GenerateFlags, root: string): Promise<void> {
  if (diagnostics.length === 0 && format === 'text') return;
  const { renderProblems } = await import('./render-problems.ts');
  const problems = await renderProblems(diagnostics, format, relative(process.cwd(), root));
  (format === 'text' ? process.stderr : process.stdout).write(problems);
}

async function report({ timings }: GenerateFlags, times: PhaseTimes, generated: Generated | undefined): Promise<void> {
  if (timings === undefined || timings === false) return;
  const { reportTimings } = await import('./report-timings.ts');
  reportTimings(timings, times.list(), generated);
}

function exitCode({ ok, changes }: Generated, { check }: GenerateFlags): number {
  if (!ok) return 1;
  return check && changes.some((change) => change.kind !== 'unchanged') ? 3 : 0;
}

/** What a user types where they stand. */
async function commandOf(shownRoot: string, { out, zod }: GenerateFlags): Promise<string> {
  const { quoteForShell } = await import('../../runtime/cli/quote-for-shell.ts');
  const words = ['actionsmith generate', ...(shownRoot === '' ? [] : [quoteForShell(shownRoot)])];
  if (out !== undefined) words.push('--out', quoteForShell(out));
  if (zod) words.push('--zod');
  return words.join(' ');
}

function realFolder(plugin: string): string {
  try {
    return realpathSync(plugin);
  } catch {
    return plugin; // reading the contract says it better
  }
}
