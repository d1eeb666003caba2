import { createTwoFilesPatch } from 'diff';

/** A unified diff, as `git diff` would show it. A text that is missing is a file that is not there. */
export function renderDiff(path: string, before: string | undefined, after: string | undefined): string {
  const [from, to] = [before === undefined ? '/dev/null' : `a/${path}`, after === undefined ? '/dev/null' : `b/${path}`];
  return createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, { context: 3 });
}
