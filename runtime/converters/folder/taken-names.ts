import { posix } from 'node:path';
import type { ItemAudit } from '../audit.ts';
import type { ItemRef } from '../dataset-item.ts';

/** Gives every item of a target a name of its own, also where a file system does not tell `A` from `a`. */
export class TakenNames {
  readonly #taken = new Set<string>();
  readonly #isShared: boolean;

  constructor(isShared: boolean) {
    this.#isShared = isShared;
  }

  take({ id, split }: ItemRef, audit: ItemAudit): string {
    const wanted = posix.normalize(id);
    let name = wanted;
    for (let number = 2; this.#taken.has(this.#key(name, split)); number++) name = `${wanted}-${number}`;
    this.#taken.add(this.#key(name, split));
    if (name !== wanted) audit.noteItem('NAME_TAKEN', `it is written as ${name}`);
    return name;
  }

  #key(name: string, split: string | undefined): string {
    return `${this.#isShared ? '' : (split ?? '')}\0${name.toLowerCase()}`;
  }
}
