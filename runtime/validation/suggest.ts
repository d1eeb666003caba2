/** Longer ones are no words that somebody mistyped, and would take long to compare. */
const LONGEST = 100;

/** The candidate that `word` was most likely meant to be, or undefined when none is near. Case does not count. */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const limit = word.length < 3 ? 0 : Math.max(1, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue; // each letter more is an edit
    const distance = distanceOf(lower, candidate.toLowerCase(), least);
    if (distance >= least) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

/** The rows of the table below; made once, since words are compared where errors are many. A letter may become two in lower case. */
const rows: [number[], number[], number[]] = [[], [], []];

/**
 * Edits from one text to the other: a letter added, left out, changed, or two neighbours swapped (optimal string alignment). Where there are `most`
 * or more, some number that is not less.
 */
function distanceOf(from: string, to: string, most: number): number {
  let [before, above, current] = rows;
  for (let column = 0; column <= to.length; column++) above[column] = column;
  for (let row = 1; row <= from.length; row++) {
    const letter = from.charCodeAt(row - 1);
    let nearest = row;
    current[0] = row;
    for (let column = 1; column <= to.length; column++) {
      const other = to.charCodeAt(column - 1);
      let least = above[column - 1]! + (letter === other ? 0 : 1);
      if (above[column]! + 1 < least) least = above[column]! + 1;
      if (current[column - 1]! + 1 < least) least = current[column - 1]! + 1;
      const swapped = row > 1 && column > 1 && letter === to.charCodeAt(column - 2) && other === from.charCodeAt(row - 2);
      if (swapped && before[column - 2]! + 1 < least) least = before[column - 2]! + 1;
      current[column] = least;
      if (least < nearest) nearest = least;
    }
    if (nearest > most) return most; // a swap reaches back two rows, and costs one
    [before, above, current] = [above, current, before];
  }
  return above[to.length]!;
}
