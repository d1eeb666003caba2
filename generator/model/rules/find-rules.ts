import type { FlatDefinition, FlatSchemas } from '../schema/flat-schemas.ts';
import { isRecord, pointerTo, type SchemaObject } from '../schema/json-schema.ts';
import { reachDefinitions, referenceOf } from '../schema/reach-definitions.ts';
import { subschemas } from '../schema/subschemas.ts';
import { guardBranch } from './guard-branch.ts';
import type { FoundExtension, Guard, Misplaced, RulePlace } from './rule-place.ts';

export interface FoundExtensions {
  /** The rules, at the root and in the places below it. */
  readonly place: RulePlace;
  /** The hooks, which look at the whole value. */
  readonly hooks: readonly FoundExtension[];
  readonly misplaced: readonly Misplaced[];
}

/** The rules and hooks of a value; undefined where there are none. They are followed through `$ref` and `allOf`, and into every place of the value. */
export function findExtensions(flats: FlatSchemas, root: FlatDefinition): FoundExtensions | undefined {
  if (!reachDefinitions(flats, [root]).some(({ flat }) => mentions(flat)) || !isRecord(root.flat)) return undefined;
  const search = new RuleSearch(flats);
  const place = search.place(root.flat, true);
  search.run();
  return { place, hooks: search.hooks, misplaced: [...search.misplaced.values()] };
}

const KEYWORDS = ['x-rules', 'x-validate'] as const;

function mentions(schema: unknown): boolean {
  if (!isRecord(schema)) return false;
  return KEYWORDS.some((keyword) => keyword in schema) || [...subschemas(schema, '2020-12')].some(({ schema: inner }) => mentions(inner));
}

class RuleSearch {
  readonly hooks: FoundExtension[] = [];
  readonly misplaced = new Map<string, Misplaced>();
  readonly #flats: FlatSchemas;
  readonly #places = { root: new Map<SchemaObject, RulePlace>(), inner: new Map<SchemaObject, RulePlace>() };
  readonly #work: (() => void)[] = [];
  readonly #lost = new Set<SchemaObject>();
  #count = 0;

  constructor(flats: FlatSchemas) {
    this.#flats = flats;
  }

  /** What was found is looked into by a loop, not by recursion: schemas refer to each other in circles and in long chains. */
  run(): void {
    for (let next = this.#work.shift(); next !== undefined; next = this.#work.shift()) next();
  }

  place(schema: SchemaObject, isRoot: boolean): RulePlace {
    const known = this.#places[isRoot ? 'root' : 'inner'];
    const found = known.get(schema);
    if (found !== undefined) return found;
    const place: RulePlace = {
      id: this.#count++,
      rules: [],
      properties: [],
      values: [],
      items: [],
      positions: [],
      same: [],
      choices: [],
    };
    known.set(schema, place);
    this.#work.push(() => this.#look(schema, place, isRoot));
    return place;
  }

  #look(schema: SchemaObject, place: RulePlace, isRoot: boolean): void {
    for (const found of this.#extensions(schema)) {
      if (found.keyword === 'x-rules') place.rules.push(found);
      else if (isRoot) this.hooks.push(found);
      else this.#misplace(found, 'stands inside of the schema, and hooks look at the whole value', 'put it at the root');
    }
    const target = this.#target(schema);
    if (target !== undefined) place.same.push(this.place(target, isRoot));
    for (const { keyword, part, schema: inner } of subschemas(schema, '2020-12')) {
      if (!isRecord(inner)) continue;
      switch (keyword) {
        case 'allOf':
          place.same.push(this.place(inner, isRoot));
          break;
        case 'properties':
          place.properties.push([String(part), this.place(inner, false)]);
          break;
        case 'patternProperties':
          place.values.push({ pattern: String(part), known: [], patterns: [], place: this.place(inner, false) });
          break;
        case 'additionalProperties':
          place.values.push({
            known: namesOf(schema['properties']),
            patterns: namesOf(schema['patternProperties']),
            place: this.place(inner, false),
          });
          break;
        case 'prefixItems':
          place.positions.push([Number(part), this.place(inner, false)]);
          break;
        case 'items':
          if ('prefixItems' in schema) this.#lose(inner, 'stands in what follows a tuple', 'give the list a field of its own');
          else place.items.push(this.place(inner, false));
          break;
        case 'anyOf':
        case 'oneOf':
          this.#choose(schema, keyword, Number(part), inner, place);
          break;
        default:
          this.#lose(inner, `stands below ${keyword}, which does not say that it holds`, `put it beside ${keyword}`);
      }
    }
  }

  #choose(schema: SchemaObject, keyword: string, at: number, branch: SchemaObject, place: RulePlace): void {
    const guard: Guard | undefined = guardBranch(schema[keyword] as readonly unknown[], at, this.#flats);
    if (guard !== undefined) place.choices.push({ guard, place: this.place(branch, false) });
    else
      this.#lose(
        branch,
        `stands in a branch of ${keyword}, and nothing in a value shows that it is of this branch`,
        'give every branch a required field with another const, or a type that no other branch has',
      );
  }

  /** Everything in a schema of which it is not sure that it holds. */
  #lose(schema: unknown, problem: string, suggestion: string): void {
    const work = isRecord(schema) ? [schema] : [];
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      if (this.#lost.has(next)) continue;
      this.#lost.add(next);
      for (const found of this.#extensions(next)) this.#misplace(found, problem, suggestion);
      const inner = [...subschemas(next, '2020-12')].map((part) => part.schema);
      work.push(...[this.#target(next), ...inner].filter(isRecord));
    }
  }

  #misplace(found: FoundExtension, problem: string, suggestion: string): void {
    const key = `${found.uri}#${found.pointer}`;
    if (!this.misplaced.has(key)) this.misplaced.set(key, { ...found, problem, suggestion });
  }

  #target(schema: SchemaObject): SchemaObject | undefined {
    const id = referenceOf(schema);
    const flat = id === undefined ? undefined : this.#flats.get(id).flat;
    return isRecord(flat) ? flat : undefined;
  }

  #extensions(schema: SchemaObject): FoundExtension[] {
    const source = this.#flats.sourceOf(schema);
    const context = source === undefined ? undefined : this.#flats.bundle.contextOf(source);
    return KEYWORDS.filter((keyword) => Object.hasOwn(schema, keyword)).map((keyword) => {
      return { uri: context?.uri ?? '', pointer: pointerTo(context?.pointer ?? '', keyword), keyword, value: schema[keyword] };
    });
  }
}

function namesOf(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}
