import type { Generated } from '../pipeline.ts';
import type { Change } from '../reconcile/compare-with-disk.ts';
import { renderDiff } from '../reconcile/render-diff.ts';
import type { GenerateFlags } from './generate-flags.ts';
import { renderProblems } from './render-problems.ts';

const VERBS: Readonly<Record<Change['kind'], string>> = {
  unchanged: '',
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  keep: 'kept',
  refused: 'refused',
};
const INTENTIONS: Readonly<Record<Change['kind'], string>> = {
  unchanged: '',
  create: 'missing',
  update: 'out of date',
  delete: 'stale',
  keep: 'kept',
  refused: 'refused',
};

/** Says what was done, or with --check and --dry-run what would be. Problems go to stderr. */
export async function reportGenerated(
  generated: Pick<Generated, 'ok' | 'changes' | 'diagnostics'>,
  flags: GenerateFlags & { readonly shownRoot: string },
): Promise<void> {
  const { ok, changes, diagnostics } = generated;
  if (flags.json) {
    process.stdout.write(
      `${JSON.stringify({ ok, changes: changes.map(({ kind, path, reason }) => ({ kind, path, reason })), diagnostics }, null, 2)}\n`,
    );
    return;
  }
  const format = flags.format ?? 'text';
  const problems = await renderProblems(diagnostics, format, flags.shownRoot);
  if (problems !== '') (format === 'text' ? process.stderr : process.stdout).write(problems);
  const refused = changes.filter((change) => change.kind === 'refused');
  for (const change of refused.length > 0 ? refused : changes) reportChange(change, flags);
  if (refused.length > 0) process.stderr.write('Nothing was written.\n');
  else if (changes.length > 0 && !flags.quiet) process.stdout.write(`${summarise(changes, flags)}\n`);
}

function reportChange({ kind, path, reason, before, after }: Change, flags: GenerateFlags): void {
  if (kind === 'unchanged' || (flags.quiet && kind !== 'refused')) return;
  const verb = (flags.check || flags.dryRun ? INTENTIONS : VERBS)[kind];
  const stream = kind === 'refused' || kind === 'keep' ? process.stderr : process.stdout;
  stream.write(`${verb.padEnd(11)} ${path}${reason === undefined ? '' : `: ${reason}`}\n`);
  if (flags.diff) process.stdout.write(renderDiff(path, before ?? '', after ?? ''));
}

function summarise(changes: readonly Change[], { check, dryRun }: GenerateFlags): string {
  const changed = changes.filter((change) => ['create', 'update', 'delete'].includes(change.kind)).length;
  const rest = changes.length - changed;
  if (changed === 0) return `Nothing to do: ${files(rest)} current.`;
  if (check) return `${changed} of ${files(changes.length)} not current. Run \`actionsmith generate\` and commit the result.`;
  return `${changed} ${dryRun ? 'to write' : 'written'}, ${rest} unchanged.`;
}

function files(count: number): string {
  return count === 1 ? '1 file is' : `${count} files are`;
}
