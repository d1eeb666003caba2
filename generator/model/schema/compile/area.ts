/** Parts of one value: properties by name, by pattern or all others, and the items. A part may be meant weakly or strongly. */
export class Area {
  readonly #names: Map<string, boolean> = new Map();
  readonly #wide: Set<Wide> = new Set();

  addName(name: string, strong: boolean): void {
    this.#names.set(name, strong || this.#names.get(name) === true);
  }

  addPattern(pattern: string, strong: boolean): void {
    const expression = new RegExp(pattern, 'u');
    this.#wide.add({ includes: (name) => expression.test(name), items: false, strong });
  }

  /** All properties but those that are named, and those that match a pattern. */
  addOthers(names: readonly string[], patterns: readonly string[], strong: boolean): void {
    const known = new Set(names);
    const expressions = patterns.map((pattern) => new RegExp(pattern, 'u'));
    this.#wide.add({
      includes: (name) => !known.has(name) && !expressions.some((expression) => expression.test(name)),
      items: false,
      strong,
    });
  }

  addItems(): void {
    this.#wide.add({ includes: () => false, items: true, strong: true });
  }

  addEverything(): void {
    this.addOthers([], [], true);
    this.addItems();
  }

  add(other: Area): void {
    for (const [name, strong] of other.#names) this.addName(name, strong);
    for (const wide of other.#wide) this.#wide.add(wide);
  }

  /** Whether the two have a part in common that one of them means strongly. Of two patterns it is taken to be so. */
  meets(other: Area): boolean {
    const [few, many] = this.#names.size < other.#names.size ? [this, other] : [other, this];
    for (const [name, strong] of few.#names) if (many.#names.has(name) && (strong || many.#names.get(name) === true)) return true;
    if (this.#includesNameOf(other) || other.#includesNameOf(this)) return true;
    return [...this.#wide].some((one) => [...other.#wide].some((two) => one.items === two.items && (one.strong || two.strong)));
  }

  #includesNameOf(other: Area): boolean {
    return [...this.#wide].some(({ includes, strong }) => [...other.#names].some(([name, own]) => (own || strong) && includes(name)));
  }
}

interface Wide {
  readonly includes: (name: string) => boolean;
  readonly items: boolean;
  readonly strong: boolean;
}
