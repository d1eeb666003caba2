import { suggest } from '../../validation/suggest.ts';
import type { DescribedStage } from '../stage.ts';
import { fieldsOf } from './schema-fields.ts';
import type { SchemaPart } from './schema-types.ts';

/** Who gives a field, and where that is said. */
export interface Offer extends SchemaPart {
  readonly giver: string;
  readonly place: string;
  readonly isCertain: boolean;
}

/** What is there when an action's turn comes: the pipeline's params, and over them the results of the actions before it. */
export class Accumulated {
  readonly #fields = new Map<string, Offer[]>();
  readonly #before: DescribedStage[] = [];

  constructor(params: Readonly<Record<string, unknown>>) {
    for (const [name, value] of Object.entries(params)) {
      if (value === undefined) continue;
      this.#fields.set(name, [{ schema: { const: value }, root: true, giver: 'the caller', place: `params.${name}`, isCertain: true }]);
    }
  }

  /** A field that the result always has hides the earlier ones of its name. */
  add(stage: DescribedStage): void {
    this.#before.push(stage);
    const { result, name: giver } = stage;
    if (result === undefined) return;
    for (const [name, { schema, root, isRequired }] of fieldsOf({ schema: result.schema, root: result.schema })) {
      const offer = { schema, root, giver, place: result.placeOf(name), isCertain: isRequired };
      this.#fields.set(name, isRequired ? [offer] : [...this.offers(name), offer]);
    }
  }

  offers(field: string): readonly Offer[] {
    return this.#fields.get(field) ?? [];
  }

  /** Also where a result of which nothing is known may hold it. */
  isCertain(field: string): boolean {
    return this.offers(field).some((offer) => offer.isCertain) || this.#before.some(({ result }) => result === undefined);
  }

  /** Why a field is not there: who might give it, and what there is. */
  sayMissing(field: string): string {
    const maybe = this.offers(field).at(-1);
    if (maybe !== undefined) return `${maybe.giver} does not always give it (${maybe.place})`;
    const near = suggest(field, this.#fields.keys());
    const hint = near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
    const results = this.#before.flatMap(({ name, result }) => (result === undefined ? [] : [`${name} (${result.placeOf()})`]));
    const givers = results.length === 0 ? '' : ` nor the result of ${results.join(' or ')}`;
    return `${givers === '' ? "the pipeline's params do not hold it" : `neither the pipeline's params${givers} holds it`}${hint}`;
  }
}
