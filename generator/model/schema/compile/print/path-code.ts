import { printLiteral } from '../../../../print-literal.ts';
import { pointerPart } from '../../../../../runtime/validation/keywords/pointer-part.ts';

/** The JSON pointer of a value as an expression: what is known of it stands in it as text. */
export class PathCode {
  readonly #head: string;
  readonly #tail: string;

  constructor(head: string, tail = '') {
    this.#head = head;
    this.#tail = tail;
  }

  /** Below a name or an index that is known. */
  at(part: string | number): PathCode {
    return new PathCode(this.#head, `${this.#tail}/${pointerPart(String(part))}`);
  }

  /** Below one that an expression has. */
  below(expression: string): PathCode {
    return new PathCode(`${this.#head} + ${printLiteral(`${this.#tail}/`)} + ${expression}`);
  }

  toString(): string {
    return this.#tail === '' ? this.#head : `${this.#head} + ${printLiteral(this.#tail)}`;
  }
}
