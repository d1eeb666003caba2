import { isRecord, pointerTo, type SchemaPlace } from '../schema/json-schema.ts';
import { typeKey } from '../types/type-key.ts';
import type { JsonType } from '../types/type-node.ts';
import { compileRule } from './compile-rule.ts';
import { noRules, type PlacedRules, placesIn, prune } from './placed-rules.ts';
import { readRuleEntry } from './read-rule-entry.ts';
import { misplacedProblem, type RefinementProblem } from './refinement-problem.ts';
import { RuleFault } from './rule-fault.ts';
import type { FoundExtension, RulePlace } from './rule-place.ts';
import type { Shape, Shapes } from './shape.ts';

/** The rules of a value and of the places in it, compiled, each over the type of what is at its place. */
export function compilePlaces(root: RulePlace, self: Shape, shapes: Shapes): { rules: PlacedRules; problems: RefinementProblem[] } {
  const compiler = new PlacesCompiler(shapes, leadingToRules(root));
  const rules = compiler.compile([root], self);
  compiler.run();
  prune(rules);
  compiler.refuseNamelessCircles(rules);
  return { rules, problems: [...compiler.problems.values()] };
}

class PlacesCompiler {
  readonly problems = new Map<string, RefinementProblem>();
  readonly #shapes: Shapes;
  readonly #leading: ReadonlySet<RulePlace>;
  readonly #compiled = new Map<string, PlacedRules>();
  readonly #ruleAt = new Map<PlacedRules, SchemaPlace>();
  readonly #work: (() => void)[] = [];

  constructor(shapes: Shapes, leading: ReadonlySet<RulePlace>) {
    this.#shapes = shapes;
    this.#leading = leading;
  }

  run(): void {
    for (let next = this.#work.shift(); next !== undefined; next = this.#work.shift()) next();
  }

  /** What several schemas say about one value. */
  compile(places: readonly RulePlace[], shape: Shape): PlacedRules {
    const all = [...withSame(places)].filter((place) => this.#leading.has(place));
    const key = `${all.map(({ id }) => id).join()} ${shape.types.map(typeKey).join()}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const [type, ...others] = shape.types;
    const compiled = noRules(type?.kind === 'reference' && others.length === 0 ? type.name : undefined);
    this.#compiled.set(key, compiled);
    this.#work.push(() => this.#fill(compiled, all, shape));
    return compiled;
  }

  #fill(compiled: PlacedRules, all: readonly RulePlace[], shape: Shape): void {
    for (const place of all) for (const found of place.rules) this.#readRules(found, shape, compiled);
    for (const [name, places] of grouped(all.flatMap(({ properties }) => properties))) {
      const field = this.#shapes.field(shape, name)?.shape;
      this.#into(places, field, (of) => compiled.properties.set(name, of));
    }
    const values = this.#shapes.values(shape);
    for (const { place, ...which } of all.flatMap((one) => one.values))
      this.#into([place], values, (of) => compiled.values.push({ ...which, of }), BESIDE_DECLARED);
    const items = this.#shapes.items(shape);
    this.#into(
      all.flatMap((one) => one.items),
      items.types.length === 1 ? items : undefined,
      (of) => (compiled.items = of),
    );
    for (const [at, places] of grouped(all.flatMap(({ positions }) => positions)))
      this.#into(places, this.#shapes.position(shape, at), (of) => compiled.positions.set(at, of));
    this.#choose(compiled, all, shape);
  }

  #choose(compiled: PlacedRules, all: readonly RulePlace[], shape: Shape): void {
    const byType: [JsonType, RulePlace][] = [];
    const byTag: [string, [string, RulePlace]][] = [];
    for (const { guard, place } of all.flatMap(({ choices }) => choices)) {
      if ('types' in guard) byType.push(...guard.types.map((type): [JsonType, RulePlace] => [type, place]));
      else byTag.push([guard.tag, [guard.value, place]]);
    }
    for (const [type, places] of grouped(byType))
      this.#into(places, this.#shapes.ofType(shape, type), (of) => compiled.types.set(type, of));
    for (const [tag, values] of grouped(byTag)) {
      const inner = new Map<string, PlacedRules>();
      compiled.tagged.set(tag, inner);
      for (const [value, places] of grouped(values))
        this.#into(places, this.#shapes.tagged(shape, tag, value), (of) => inner.set(value, of));
    }
  }

  /** Goes on to a place, where its type is known. */
  #into(places: readonly RulePlace[], shape: Shape | undefined, put: (of: PlacedRules) => void, why = UNTYPED): void {
    const leading = places.filter((place) => this.#leading.has(place));
    if (leading.length === 0) return;
    if (shape !== undefined && shape.types.length > 0) put(this.compile(leading, shape));
    else for (const found of rulesWithin(leading)) this.#report(misplacedProblem({ ...found, ...why }));
  }

  #readRules({ value, uri, pointer }: FoundExtension, self: Shape, compiled: PlacedRules): void {
    if (!Array.isArray(value))
      this.#malformed('x-rules must be a list', { uri, pointer }, 'write a list: x-rules: [{ rule: …, message: … }]');
    else
      for (const [at, entry] of (value as unknown[]).entries())
        this.#readRule(entry, { uri, pointer: pointerTo(pointer, at) }, self, compiled);
  }

  #readRule(value: unknown, place: SchemaPlace, self: Shape, compiled: PlacedRules): void {
    if (!isRecord(value)) return this.#malformed('an entry of x-rules must be an object', place, 'write { rule: …, message: …, at: … }');
    const entry = readRuleEntry(value, self, this.#shapes);
    for (const { problem, key, on, suggestion } of entry.problems) {
      const pointer = key === undefined ? place.pointer : pointerTo(place.pointer, key);
      this.#malformed(problem, { uri: place.uri, pointer }, suggestion, on);
    }
    if (entry.rule === undefined) return;
    const { text, ...rest } = entry.rule;
    try {
      compiled.rules.push({ text, expression: compileRule(text, self, this.#shapes), ...rest });
      this.#ruleAt.set(compiled, place);
    } catch (error) {
      if (!(error instanceof RuleFault)) throw error;
      const part = error.range && text.slice(error.range.start, error.range.end);
      const { message: problem, suggestion } = error;
      const pointer = pointerTo(place.pointer, 'rule');
      this.#report({ code: 'RULE_REFUSED', data: { problem }, uri: place.uri, pointer, part, suggestion });
    }
  }

  /** Places that lead back to themselves are constants in the code, and those need the name of a type. */
  refuseNamelessCircles(root: PlacedRules): void {
    const done = new Set<PlacedRules>();
    const open: PlacedRules[] = [];
    const visit = (place: PlacedRules): void => {
      const circle = open.includes(place) ? open.slice(open.indexOf(place)) : [];
      if (circle.length > 0 && circle.every(({ typeName }) => typeName === undefined)) this.#refuseCircle(place);
      if (done.has(place)) return;
      done.add(place);
      open.push(place);
      for (const inner of placesIn(place)) visit(inner);
      open.pop();
    };
    visit(root);
  }

  #refuseCircle(place: PlacedRules): void {
    const at = this.#ruleAt.get(place) ?? [...this.#ruleAt.values()][0]!;
    const problem = 'stands in a schema that contains itself and has no name';
    this.#report(
      misplacedProblem({ ...at, keyword: 'x-rules', value: undefined, problem, suggestion: 'make it a definition, under $defs' }),
    );
  }

  #malformed(problem: string, place: SchemaPlace, suggestion?: string, on?: 'key'): void {
    this.#report({ code: 'RULE_MALFORMED', data: { problem }, ...place, suggestion, ...(on && { on }) });
  }

  /** Once, for a schema that is used in several places. */
  #report(problem: RefinementProblem): void {
    const key = JSON.stringify([problem.code, problem.uri, problem.pointer, problem.data]);
    if (!this.problems.has(key)) this.problems.set(key, problem);
  }
}

const UNTYPED = {
  problem: 'stands where the schema does not state the type of what it is about',
  suggestion: 'write the type of every object and list around it: type: object',
};
const BESIDE_DECLARED = {
  problem: 'is about undeclared properties beside declared ones, which have one type in TypeScript',
  suggestion: 'give the map a field of its own',
};

/** With all that speaks of the same value, in the order in which it is written. */
function withSame(places: readonly RulePlace[]): Set<RulePlace> {
  const all = new Set<RulePlace>();
  const work = places.toReversed();
  for (let place = work.pop(); place !== undefined; place = work.pop()) {
    if (all.has(place)) continue;
    all.add(place);
    work.push(...place.same.toReversed());
  }
  return all;
}

function innerPlaces({ properties, values, items, positions, same, choices }: RulePlace): RulePlace[] {
  return [
    ...[...properties, ...positions].map(([, place]) => place),
    ...[...values, ...choices].map(({ place }) => place),
    ...items,
    ...same,
  ];
}

function within(places: readonly RulePlace[]): Set<RulePlace> {
  const all = new Set(places);
  for (const place of all) for (const inner of innerPlaces(place)) all.add(inner);
  return all;
}

function rulesWithin(places: readonly RulePlace[]): FoundExtension[] {
  return [...within(places)].flatMap(({ rules }) => rules);
}

/** The places from which a way leads to a rule. */
function leadingToRules(root: RulePlace): Set<RulePlace> {
  const referrers = new Map<RulePlace, RulePlace[]>();
  const leading = new Set<RulePlace>();
  for (const place of within([root])) {
    if (place.rules.length > 0) leading.add(place);
    for (const inner of innerPlaces(place)) referrers.set(inner, [...(referrers.get(inner) ?? []), place]);
  }
  for (const place of leading) for (const referrer of referrers.get(place) ?? []) leading.add(referrer);
  return leading;
}

function grouped<K, V>(entries: readonly (readonly [K, V])[]): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of entries) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
