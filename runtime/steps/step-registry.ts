import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { suggest } from '../validation/suggest.ts';
import type { BaseStep } from './base-step.ts';
import type { StepContext } from './step-context.ts';

/** Guide: Step-Based Workflows. The steps of an action in the order in which they run. Names are unique. */
export class StepRegistry<C = StepContext> {
  readonly #steps: BaseStep<C>[] = [];
  readonly #names = new Set<string>();

  get size(): number {
    return this.#steps.length;
  }

  /** A copy, in order. */
  list(): BaseStep<C>[] {
    return [...this.#steps];
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Adds the step after the last one. Throws STEP_EXISTS. */
  register(step: BaseStep<C>): this {
    return this.#insert(this.#steps.length, step);
  }

  /** Throws STEP_NOT_FOUND. */
  unregister(name: string): this {
    this.#steps.splice(this.#indexOf(name), 1);
    this.#names.delete(name);
    return this;
  }

  /** Puts a step in the place of another. Throws STEP_NOT_FOUND, STEP_EXISTS. */
  replace(name: string, step: BaseStep<C>): this {
    const index = this.#indexOf(name);
    if (step.name !== name) this.#refuseTwin(step.name);
    this.#steps[index] = step;
    this.#names.delete(name);
    this.#names.add(step.name);
    return this;
  }

  /** Throws STEP_NOT_FOUND, STEP_EXISTS. */
  insertBefore(name: string, step: BaseStep<C>): this {
    return this.#insert(this.#indexOf(name), step);
  }

  /** Throws STEP_NOT_FOUND, STEP_EXISTS. */
  insertAfter(name: string, step: BaseStep<C>): this {
    return this.#insert(this.#indexOf(name) + 1, step);
  }

  /** Moves a step beside another one. Throws STEP_NOT_FOUND. */
  move(name: string, place: { readonly before: string } | { readonly after: string }): this {
    const step = this.#steps[this.#indexOf(name)]!;
    const anchor = 'before' in place ? place.before : place.after;
    this.#indexOf(anchor);
    if (anchor === name) return this;
    this.unregister(name);
    return 'before' in place ? this.insertBefore(anchor, step) : this.insertAfter(anchor, step);
  }

  #insert(index: number, step: BaseStep<C>): this {
    this.#refuseTwin(step.name);
    this.#steps.splice(index, 0, step);
    this.#names.add(step.name);
    return this;
  }

  #refuseTwin(name: string): void {
    if (this.has(name))
      throw new ActionsmithError(`there is already a step ${JSON.stringify(name)}`, { code: 'STEP_EXISTS', details: { step: name } });
  }

  #indexOf(name: string): number {
    const names = this.#steps.map((step) => step.name);
    const index = names.indexOf(name);
    if (index >= 0) return index;
    const near = suggest(name, names);
    const help = near === undefined ? `the steps are ${names.join(', ') || 'none yet'}` : `did you mean ${JSON.stringify(near)}?`;
    throw new ActionsmithError(`there is no step ${JSON.stringify(name)}; ${help}`, { code: 'STEP_NOT_FOUND', details: { step: name } });
  }
}
