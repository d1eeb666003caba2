import type { PathCode } from './path-code.ts';

/** A value in printed code: the variable that holds it, and what is known of it there. */
export class ValueCode {
  readonly name: string;
  readonly path: PathCode;
  /** The variable with the name that is judged, below `propertyNames`. */
  readonly propertyName: string | undefined;
  /** Where a copy of the value is to be put. */
  readonly slot: string | undefined;
  /** Whether it is a copy that may be written into. */
  owned = false;
  /** Whether it is known to inherit no more than every object does. */
  plain = false;
  readonly #variable: { assigned: boolean };

  constructor(
    name: string,
    path: PathCode,
    options: { propertyName?: string | undefined; slot?: string | undefined; variable?: { assigned: boolean } } = {},
  ) {
    this.name = name;
    this.path = path;
    this.propertyName = options.propertyName;
    this.slot = options.slot;
    this.#variable = options.variable ?? { assigned: false };
  }

  /** Whether something was assigned to its variable. */
  get assigned(): boolean {
    return this.#variable.assigned;
  }

  assign(expression: string): string {
    this.#variable.assigned = true;
    return `${this.name} = ${expression};`;
  }

  /** The same value in code that may not run: what is found out there is not known after it. */
  fork(): ValueCode {
    const { name, path, propertyName, slot } = this;
    const fork = new ValueCode(name, path, { propertyName, slot, variable: this.#variable });
    fork.owned = this.owned;
    fork.plain = this.plain;
    return fork;
  }
}
