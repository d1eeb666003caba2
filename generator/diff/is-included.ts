import { createRequire } from 'node:module';
import type { Concatenation, NoParent } from 'refa';

type Refa = typeof import('refa');

/** More states than this are not worth the time. */
const MOST_STATES = 1500;

/** Whether every text that matches one pattern (ECMA-262, flag u) matches the other one; undefined where that is not known. */
export function isIncluded(pattern: string, other: string): boolean | undefined {
  if (pattern === other) return true;
  try {
    const refa = createRequire(import.meta.url)('refa') as Refa;
    const [left, right] = [automatonOf(pattern, refa), automatonOf(other, refa)];
    right.complement();
    return refa.isDisjointWith(left, right, MOST_STATES * 10);
  } catch {
    return undefined; // not regular, too large, or nothing that the parser reads
  }
}

function automatonOf(pattern: string, refa: Refa): InstanceType<Refa['DFA']> {
  const { DFA, JS, NFA } = refa;
  const { expression, maxCharacter } = JS.Parser.fromLiteral({ source: pattern, flags: 'u' }).parse({
    backreferences: 'throw',
    maxBackreferenceWords: 0,
    assertions: 'parse',
  });
  const alternatives = expression.alternatives.map((alternative) => wholeText(alternative, maxCharacter, refa));
  const limits = new refa.NFA.LimitedNodeFactory(MOST_STATES);
  const nfa = NFA.fromRegex(alternatives, { maxCharacter }, { assertions: 'throw' }, limits);
  return DFA.fromFA(nfa, new DFA.LimitedNodeFactory(MOST_STATES));
}

/** A pattern may match anywhere in a text, unless `^` and `$` hold it: other assertions are left, and refused later. */
function wholeText({ elements }: Concatenation, maximum: number, refa: Refa): NoParent<Concatenation> {
  const all = refa.CharSet.all(maximum);
  const isEdge = (element: Concatenation['elements'][number] | undefined, kind: 'ahead' | 'behind'): boolean => {
    if (element?.type !== 'Assertion' || element.kind !== kind || !element.negate || element.alternatives.length !== 1) return false;
    const [only, ...others] = element.alternatives[0]!.elements;
    return others.length === 0 && only?.type === 'CharacterClass' && only.characters.equals(all);
  };
  const anything = (): NoParent<Concatenation>['elements'][number] => ({
    type: 'Quantifier',
    min: 0,
    max: Infinity,
    lazy: false,
    alternatives: [{ type: 'Concatenation', elements: [{ type: 'CharacterClass', characters: all }] }],
  });
  const [starts, ends] = [isEdge(elements[0], 'behind'), elements.length > 0 && isEdge(elements.at(-1), 'ahead')];
  const inner = elements.slice(starts ? 1 : 0, ends ? -1 : undefined) as NoParent<Concatenation>['elements'];
  return { type: 'Concatenation', elements: [...(starts ? [] : [anything()]), ...inner, ...(ends ? [] : [anything()])] };
}
