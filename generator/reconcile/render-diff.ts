import { createTwoFilesPatch } from 'diff';

/** A unified diff, as `git diff` would show it. */
export function renderDiff(path: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 });
}
