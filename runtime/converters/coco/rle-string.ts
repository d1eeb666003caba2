/**
 * Counts of a mask as the text that coco's tools write: each number less the one two before it (from the fourth on), in groups of five bits, lowest first,
 * with a sixth that says whether more follow, each as one character from `0` on.
 */
export function encodeCounts(counts: readonly number[]): string {
  let text = '';
  for (const [at, count] of counts.entries()) {
    let rest = at > 2 ? count - counts[at - 2]! : count;
    for (let more = true; more;) {
      const bits = rest & 0x1f;
      rest >>= 5;
      more = (bits & 0x10) === 0 ? rest !== 0 : rest !== -1;
      text += String.fromCharCode((more ? bits | 0x20 : bits) + 48);
    }
  }
  return text;
}

/** The other way; undefined for a text that ends within a number, or has a count below zero. */
export function decodeCounts(text: string): number[] | undefined {
  const counts: number[] = [];
  let [value, shift] = [0, 0];
  for (const character of text) {
    const code = character.charCodeAt(0) - 48;
    if (code < 0 || code > 0x3f || shift > 30) return undefined;
    value |= (code & 0x1f) << shift;
    shift += 5;
    if ((code & 0x20) !== 0) continue;
    if ((code & 0x10) !== 0 && shift < 32) value |= -1 << shift;
    const count = counts.length > 2 ? value + counts.at(-2)! : value;
    if (count < 0) return undefined;
    counts.push(count);
    [value, shift] = [0, 0];
  }
  return shift === 0 ? counts : undefined;
}
