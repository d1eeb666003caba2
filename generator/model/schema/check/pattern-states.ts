import { createRequire } from 'node:module';
import type { CharSet, Concatenation, Element, Quantifier } from 'refa';

/** What a pattern looks like to an engine that backtracks: one state for each character that it asks for. */
export interface PatternStates {
  readonly characters: readonly CharSet[];
  /** By state, those that may come next. */
  readonly next: readonly (readonly number[])[];
  readonly first: readonly number[];
  /** The states in which the pattern has been met, whatever follows. */
  readonly done: ReadonlySet<number>;
}

/** A pattern, or a part of one, that this notation cannot say: references back, assertions inside, repetitions of what may be empty. */
export class NotRegular extends Error {}

/** More states are not worth the time. */
const MOST_STATES = 1500;
/** Repetitions are written out up to here; beyond they are endless, which only makes a pattern look slower than it is. */
const MOST_COPIES = 12;

interface Fragment {
  /** In how many ways it can be empty: 0 or 1. */
  readonly empties: number;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const EMPTY: Fragment = { empties: 1, first: [], last: [] };

/** The automaton of Glushkov. Throws NotRegular. */
export class StatesBuilder {
  readonly #characters: CharSet[] = [];
  readonly #next: number[][] = [];

  /** The states of one alternative. `skipped` is what may stand before a match of a pattern without ^; without `closed`, it may end anywhere. */
  build(
    elements: readonly Element[],
    { skipped, closed }: { readonly skipped: CharSet | undefined; readonly closed: boolean },
  ): PatternStates {
    const { first, last, empties } = this.#sequence(elements);
    const start = [...first];
    if (skipped !== undefined) {
      const anywhere = this.#state(skipped);
      for (const state of [anywhere, ...first]) this.#link(anywhere, state);
      start.push(anywhere);
    }
    const done = new Set(closed ? [] : empties > 0 ? this.#next.keys() : last);
    return { characters: this.#characters, next: this.#next, first: start, done };
  }

  #alternatives(alternatives: readonly Concatenation[]): Fragment {
    const parts = alternatives.map(({ elements }) => this.#sequence(elements));
    const empties = parts.reduce((sum, part) => sum + part.empties, 0);
    if (empties > 1) throw new NotRegular(); // two ways to be empty
    return {
      empties,
      first: parts.flatMap((part) => part.first),
      last: parts.flatMap((part) => part.last),
    };
  }

  #sequence(elements: readonly Element[]): Fragment {
    return elements.reduce<Fragment>((before, element) => this.#after(before, this.#element(element)), EMPTY);
  }

  #element(element: Element): Fragment {
    switch (element.type) {
      case 'CharacterClass': {
        const state = this.#state(element.characters);
        return { empties: 0, first: [state], last: [state] };
      }
      case 'Alternation':
        return this.#alternatives(element.alternatives);
      case 'Quantifier':
        return this.#repeat(element);
      default:
        throw new NotRegular();
    }
  }

  #repeat({ alternatives, min, max }: Quantifier): Fragment {
    if (max === 0) return EMPTY;
    const once = this.#alternatives(alternatives);
    if (once.empties > 0) throw new NotRegular(); // two ways to be empty
    if (max === 1) return min === 1 ? once : { ...once, empties: 1 };
    if (min > MOST_COPIES || max > MOST_COPIES) {
      this.#join(once.last, once.first);
      return { ...once, empties: min === 0 ? 1 : 0 };
    }
    let rest = EMPTY; // a{1,3} is a(a(a)?)?
    for (let copy = max; copy > 1; copy--) {
      const part = this.#after(this.#alternatives(alternatives), rest);
      rest = copy > min ? { ...part, empties: 1 } : part;
    }
    const all = this.#after(once, rest);
    return min === 0 ? { ...all, empties: 1 } : all;
  }

  #after(left: Fragment, right: Fragment): Fragment {
    this.#join(left.last, right.first);
    return {
      empties: left.empties * right.empties,
      first: left.empties > 0 ? [...left.first, ...right.first] : left.first,
      last: right.empties > 0 ? [...left.last, ...right.last] : right.last,
    };
  }

  #join(from: readonly number[], to: readonly number[]): void {
    for (const state of from) for (const other of to) this.#link(state, other);
  }

  #link(from: number, to: number): void {
    if (this.#next[from]!.includes(to)) throw new NotRegular(); // two ways at once
    this.#next[from]!.push(to);
  }

  #state(characters: CharSet): number {
    if (this.#characters.length === MOST_STATES) throw new NotRegular();
    this.#next.push([]);
    return this.#characters.push(characters) - 1;
  }
}

/** The reader of patterns. Loaded when a pattern needs it. */
export function loadRefa(): typeof import('refa') {
  return createRequire(import.meta.url)('refa') as typeof import('refa');
}
