import type { JsonType } from '../types/type-node.ts';
import type { RuleText } from './read-rule-entry.ts';
import type { RuleExpression } from './rule-expression.ts';

/** One `x-rules` entry, compiled. */
export interface RuleModel extends RuleText {
  readonly expression: RuleExpression;
}

/** The rules of a value and of the places in it. Places may lead to each other in circles: those have a type with a name. */
export interface PlacedRules {
  /** The name of the type of what is there, where it has one. */
  readonly typeName: string | undefined;
  readonly rules: RuleModel[];
  readonly properties: Map<string, PlacedRules>;
  readonly values: PlacedValues[];
  items: PlacedRules | undefined;
  readonly positions: Map<number, PlacedRules>;
  /** Where the value is of this type. */
  readonly types: Map<JsonType, PlacedRules>;
  /** Where a field of it, the tag, has this text. */
  readonly tagged: Map<string, Map<string, PlacedRules>>;
}

export interface PlacedValues {
  readonly pattern?: string;
  readonly known: readonly string[];
  readonly patterns: readonly string[];
  readonly of: PlacedRules;
}

export function noRules(typeName?: string): PlacedRules {
  return {
    typeName,
    rules: [],
    properties: new Map(),
    values: [],
    items: undefined,
    positions: new Map(),
    types: new Map(),
    tagged: new Map(),
  };
}

export function isWithoutRules(place: PlacedRules): boolean {
  return place.rules.length === 0 && placesIn(place).length === 0;
}

/** The places directly inside a place. */
export function placesIn({ properties, values, items, positions, types, tagged }: PlacedRules): PlacedRules[] {
  return [
    ...properties.values(),
    ...values.map(({ of }) => of),
    ...(items === undefined ? [] : [items]),
    ...positions.values(),
    ...types.values(),
    ...Array.from(tagged.values(), (branches) => Array.from(branches.values())).flat(),
  ];
}

/** Takes away every place that leads to no rule. */
export function prune(root: PlacedRules): void {
  const reached = new Set([root]);
  for (const place of reached) for (const inner of placesIn(place)) reached.add(inner);
  const useful = new Set([...reached].filter(({ rules }) => rules.length > 0));
  for (let before = -1; before !== useful.size;) {
    before = useful.size;
    for (const place of reached) if (placesIn(place).some((inner) => useful.has(inner))) useful.add(place);
  }
  for (const place of reached) keep(place, useful);
}

function keep(place: PlacedRules, useful: ReadonlySet<PlacedRules>): void {
  for (const map of [place.properties, place.positions, place.types, ...place.tagged.values()] as Map<unknown, PlacedRules>[])
    for (const [key, inner] of map) if (!useful.has(inner)) map.delete(key);
  for (const [tag, values] of place.tagged) if (values.size === 0) place.tagged.delete(tag);
  place.values.splice(0, Infinity, ...place.values.filter(({ of }) => useful.has(of)));
  if (place.items !== undefined && !useful.has(place.items)) place.items = undefined;
}
