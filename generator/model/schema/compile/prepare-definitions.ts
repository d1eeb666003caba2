import type { FlatDefinition, FlatSchemas } from '../flat-schemas.ts';
import type { JsonSchema } from '../json-schema.ts';
import { nameDefinitions } from '../name-definitions.ts';
import { reachDefinitions } from '../reach-definitions.ts';
import { mentionsUnevaluated } from './mentions-unevaluated.ts';
import { FILLED, prepareSchema, type Use } from './prepare-schema.ts';

export interface Start {
  readonly definition: FlatDefinition;
  /** Its flat schema, or that one closed. */
  readonly schema: JsonSchema;
  readonly fills: boolean;
}

/**
 * What the printers are given: the starts as `root0`, `root1` … and every definition they need, in the forms they need. `spellOut`: for a printer that
 * cannot ask what an `if` or a `contains` has evaluated.
 */
export function prepareDefinitions(
  flats: FlatSchemas,
  starts: readonly Start[],
  options: { readonly spellOut?: boolean } = {},
): Record<string, JsonSchema> {
  const reached = reachDefinitions(
    flats,
    starts.map(({ definition }) => definition),
  );
  const names = nameDefinitions(reached, flats);
  const spellsOut = options.spellOut === true && reached.some(({ flat }) => mentionsUnevaluated(flat));
  const uses = new Map<string, Use>();
  const nameOf = (use: Use): string => {
    const name = `${names.get(use.id)!}${use.filled ? FILLED : ''}`;
    if (!uses.has(name)) uses.set(name, use);
    return name;
  };
  const prepared = starts.map(({ definition, schema, fills }, at): [string, JsonSchema] => [
    rootName(at),
    prepareSchema(schema, { id: definition.id, filled: fills }, { flats, nameOf, spellsOut }),
  ]);
  for (const [name, use] of uses) prepared.push([name, prepareSchema(flats.get(use.id).flat, use, { flats, nameOf, spellsOut })]);
  return Object.fromEntries(prepared);
}

/** No definition is called so: their names start with a capital letter. */
export function rootName(at: number): string {
  return `root${at}`;
}

export function isRootName(name: string): boolean {
  return name.startsWith('root');
}
