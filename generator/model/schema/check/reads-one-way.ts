import type { CharSet, Concatenation, Element } from 'refa';
import { loadRefa, NotRegular, StatesBuilder, type PatternStates } from './pattern-states.ts';

/** Pairs of states to look at before giving up: some hundredths of a second. */
const MOST_PAIRS = 200_000;

/**
 * Whether it is plain that no text leads an engine to one place of the pattern in two ways. Then a match takes time in proportion to the text,
 * times the size of the pattern. Says false where that is not so, or not known.
 */
export function readsOneWay(pattern: string): boolean {
  const { JS } = loadRefa();
  try {
    const { expression, maxCharacter } = JS.Parser.fromLiteral({ source: pattern, flags: 'u' }).parse({
      backreferences: 'throw',
      maxBackreferenceWords: 0,
      assertions: 'parse',
    });
    return expression.alternatives.every((alternative) => alternativeReadsOneWay(alternative, allOf(maxCharacter), false));
  } catch {
    return false; // not regular, or nothing that this parser reads
  }
}

function allOf(maximum: number): CharSet {
  return loadRefa().CharSet.all(maximum);
}

/** `here`: it is asked at one place of the text only, as the assertions at a start are. */
function alternativeReadsOneWay({ elements }: Concatenation, all: CharSet, here: boolean): boolean {
  const from = elements.findIndex((element) => !isEdge(element, 'behind', all));
  const to = elements.findLastIndex((element) => !isEdge(element, 'ahead', all)) + 1;
  if (from === -1 || to === 0) return true;
  const anchored = here || from > 0;
  const closed = to < elements.length;
  const inside = elements.slice(from, to);
  const asked = anchored ? inside.findIndex((element) => element.type !== 'Assertion' || element.kind !== 'ahead') : 0;
  const [before, rest] = asked === -1 ? [inside, []] : [inside.slice(0, asked), inside.slice(asked)];
  const alternatives = before.flatMap((element) => (element.type === 'Assertion' ? element.alternatives : []));
  if (!alternatives.every((inner) => alternativeReadsOneWay(inner, all, true))) return false;
  return isUnambiguous(new StatesBuilder().build(rest, { skipped: anchored ? undefined : all, closed }));
}

/** `^` is "nothing before", `$` is "nothing after". */
function isEdge(element: Element, kind: 'ahead' | 'behind', all: CharSet): boolean {
  if (element.type !== 'Assertion' || element.kind !== kind || !element.negate || element.alternatives.length !== 1) return false;
  const [only, ...others] = element.alternatives[0]!.elements;
  return others.length === 0 && only?.type === 'CharacterClass' && only.characters.equals(all);
}

/** Follows two readings of one text at once, from where they part: they must never come to one state again. */
function isUnambiguous({ characters, next, first, done }: PatternStates): boolean {
  const meets = meeting(characters);
  const seen = new Set<number>();
  const work: [number, number][] = [];
  const size = characters.length;
  const look = (left: readonly number[], right: readonly number[]): void => {
    for (const one of left) {
      if (done.has(one)) continue; // met: there is nothing to go back for
      for (const other of right) {
        if (done.has(other) || (left === right && other <= one)) continue;
        if (!meets(one, other)) continue;
        if (one === other) throw new NotRegular();
        const key = one < other ? one * size + other : other * size + one;
        if (seen.has(key)) continue;
        if (seen.size === MOST_PAIRS) throw new NotRegular();
        seen.add(key);
        work.push([one, other]);
      }
    }
  };
  look(first, first);
  for (const [state, targets] of next.entries()) if (!done.has(state)) look(targets, targets);
  for (let pair = work.pop(); pair !== undefined; pair = work.pop()) look(next[pair[0]]!, next[pair[1]]!);
  return true;
}

function meeting(characters: readonly CharSet[]): (one: number, other: number) => boolean {
  const known = new Map<CharSet, Map<CharSet, boolean>>();
  return (one, other) => {
    const [left, right] = [characters[one]!, characters[other]!];
    let row = known.get(left);
    if (row === undefined) known.set(left, (row = new Map()));
    let answer = row.get(right);
    if (answer === undefined) row.set(right, (answer = !left.isDisjointWith(right)));
    return answer;
  };
}
