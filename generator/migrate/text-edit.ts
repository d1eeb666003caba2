/** A piece of a text that becomes another one. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Splices the edits in; every other character stays. Two at one place are written in their order. Throws where two overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let done = 0;
  let result = '';
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < done) throw new Error('edits overlap');
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + text.slice(done);
}
