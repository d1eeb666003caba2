/** Which parts of one value the keywords around it have looked at (JSON Schema core, 11): what is left is for `unevaluatedProperties` and `unevaluatedItems`. */
export class Evaluated {
  readonly #names: Set<string> = new Set();
  readonly #items: Set<number> = new Set();
  #first = 0;
  #everyName = false;

  addName(name: string): void {
    this.#names.add(name);
  }

  addNames(names: readonly string[]): void {
    for (const name of names) this.#names.add(name);
  }

  addEveryName(): void {
    this.#everyName = true;
  }

  hasName(name: string): boolean {
    return this.#everyName || this.#names.has(name);
  }

  addItem(at: number): void {
    this.#items.add(at);
  }

  /** The items before `end`; of all items it is Infinity. */
  addItemsBefore(end: number): void {
    this.#first = Math.max(this.#first, end);
  }

  hasItem(at: number): boolean {
    return at < this.#first || this.#items.has(at);
  }

  /** What another schema has looked at that applies to the same value. */
  add(other: Evaluated): void {
    for (const name of other.#names) this.#names.add(name);
    for (const at of other.#items) this.#items.add(at);
    this.#first = Math.max(this.#first, other.#first);
    this.#everyName ||= other.#everyName;
  }
}
