import type { TextStream } from './text-stream.ts';

const BAR_WIDTH = 24;
/** Characters of East Asian scripts and pictures take two columns. */
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}]/u;

export function drawBar(percent: number): string {
  const full = Math.round((percent / 100) * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`;
}

/** What fits into a line: one that wraps cannot be erased again. A terminal that does not know its width says 0. */
export function fitLine(text: string, stream: TextStream): string {
  let room = Math.max(20, (stream.columns || 80) - 1);
  let fitting = '';
  for (const character of text) {
    room -= WIDE.test(character) ? 2 : 1;
    if (room < 0) break;
    fitting += character;
  }
  return fitting;
}
