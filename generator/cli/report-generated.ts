import type { Generated } from '../pipeline.ts';
import type { Change } from '../reconcile/compare-with-disk.ts';
import { type GenerateFlags, isView } from './generate-flags.ts';
import { renderProblems } from './render-problems.ts';

const VERBS: Readonly<Record<Change['kind'], string>> = {
  unchanged: '',
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  keep: 'left alone',
  refused: 'refused',
};
const INTENTIONS: Readonly<Record<Change['kind'], string>> = {
  unchanged: '',
  create: 'missing',
  update: 'out of date',
  delete: 'stale',
  keep: 'left over',
  refused: 'refused',
};

type Flags = GenerateFlags & {
  /** The plugin's folder as seen from where the user stands. */
  readonly shownRoot: string;
  /** The command that brings about what --check asks for. */
  readonly command: string;
};

/** Says what was done, or in a view of the plan what would be, and gives the last line of it. Problems go to stderr. */
export async function reportGenerated(generated: Pick<Generated, 'ok' | 'changes' | 'diagnostics'>, flags: Flags): Promise<string> {
  const { ok, changes, diagnostics } = generated;
  const refused = changes.filter((change) => change.kind === 'refused');
  const summary = summarise(generated, flags);
  if (flags.json) {
    process.stdout.write(
      `${JSON.stringify({ ok, changes: changes.map(({ kind, path, reason }) => ({ kind, path, reason })), diagnostics }, null, 2)}\n`,
    );
    return summary;
  }
  const format = flags.format ?? 'text';
  const problems = await renderProblems(diagnostics, format, flags.shownRoot);
  if (problems !== '') (format === 'text' ? process.stderr : process.stdout).write(problems);
  for (const change of refused.length > 0 ? refused : changes) reportChange(change, flags);
  if (refused.length > 0) process.stderr.write(`${summary}\n`);
  else if (!flags.quiet && (flags.diff || flags.check)) await showDiffs(changes.filter(isDifferent), flags.diff === true);
  if (refused.length === 0 && changes.length > 0 && !flags.quiet) process.stdout.write(`${summary}\n`);
  return summary;
}

/** What compares texts is loaded where some differ. */
async function showDiffs(differing: readonly Change[], all: boolean): Promise<void> {
  if (differing.length === 0) return;
  const { reportDiffs } = await import('./report-diffs.ts');
  reportDiffs(differing, all);
}

/** What somebody has to do something about goes to stderr, and is said in any case. */
function reportChange({ kind, path, reason }: Change, flags: Flags): void {
  const isProblem = kind === 'refused' || reason !== undefined;
  if (kind === 'unchanged' || (flags.quiet && !isProblem)) return;
  const verb = (isView(flags) ? INTENTIONS : VERBS)[kind];
  (isProblem ? process.stderr : process.stdout).write(`${verb.padEnd(11)} ${path}${reason === undefined ? '' : `: ${reason}`}\n`);
}

function summarise({ ok, changes, diagnostics }: Pick<Generated, 'ok' | 'changes' | 'diagnostics'>, flags: Flags): string {
  if (!ok) {
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
    return errors === 0 ? 'Nothing was written.' : `Nothing was written: ${errors === 1 ? '1 error' : `${errors} errors`}.`;
  }
  const changed = changes.filter((change) => ['create', 'update', 'delete'].includes(change.kind)).length;
  const rest = changes.length - changed;
  if (changed === 0) return `Nothing to do: ${files(rest)} current.`;
  if (flags.check) return `${changed} of ${files(changes.length)} not current. Run \`${flags.command}\` and commit the result.`;
  return `${changed} ${isView(flags) ? 'to write' : 'written'}, ${rest} unchanged.`;
}

function files(count: number): string {
  return count === 1 ? '1 file is' : `${count} files are`;
}

function isDifferent({ kind }: Change): boolean {
  return kind === 'create' || kind === 'update' || kind === 'delete';
}
