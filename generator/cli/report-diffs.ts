import { renderDiff } from '../reconcile/render-diff.ts';

/** A log of CI is to be read: what is more is counted, unless all of it was asked for. */
const MOST_LINES = 200;

/** A file as it is, and as it is to be; a text that is missing is a file that is not there. */
export interface DifferingFile {
  readonly path: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** The lines that differ, as `git diff` shows them. */
export function reportDiffs(differing: readonly DifferingFile[], all: boolean): void {
  let shown = 0;
  for (const [index, { path, before, after }] of differing.entries()) {
    const lines = renderDiff(path, before, after).split('\n');
    const kept = all ? lines : lines.slice(0, MOST_LINES - shown);
    process.stdout.write(kept.join('\n'));
    shown += kept.length;
    if (kept.length === lines.length) continue;
    const files = differing.length - index - 1;
    process.stdout.write(
      `\n… ${lines.length - kept.length} more lines${files === 0 ? '' : `, and ${files} more files`}; --diff shows all\n`,
    );
    return;
  }
}
