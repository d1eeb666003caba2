import { closeSchema } from '../schema/close-schema.ts';
import { definitionFills } from '../schema/fills-defaults.ts';
import { flatSchemas, type FlatSchemas } from '../schema/flat-schemas.ts';
import type { JsonSchema, SchemaRoot } from '../schema/json-schema.ts';
import { nameDefinitions } from '../schema/name-definitions.ts';
import type { SchemaBundle } from '../schema/schema-bundle.ts';
import { breakCycles } from './break-cycles.ts';
import type { Definitions } from './conversion.ts';
import { convertSchema } from './convert-schema.ts';
import { limitUnions } from './limit-unions.ts';
import { referencesOf, rewriteType } from './rewrite-type.ts';
import { schemaDocs } from './schema-docs.ts';
import type { TypeDefinition, TypeNode } from './type-node.ts';
import { widenIndexes } from './widen-indexes.ts';

/**
 * A type to make: its name, of what, and whether before (`input`) or after (`output`) defaults were filled in. To the specification a default is a
 * note (`as is`): what is required must be there. That is for roots among themselves.
 */
export interface TypeRoot {
  readonly name: string;
  readonly root: SchemaRoot;
  readonly direction: 'input' | 'output' | 'as is';
  /** Refuse undeclared properties at the top unless the schema decides itself: the rule for params. */
  readonly closeRoot?: boolean;
}

/**
 * The types of some schemas, and of every definition that they share, once each under its own name. Where a definition differs before and
 * after defaults, the one before is called `<Name>Input`. A root that is the same type as an earlier one is an alias of it.
 */
export function modelTypes(bundle: SchemaBundle, roots: readonly TypeRoot[]): TypeDefinition[] {
  const modelling = new TypeModelling(flatSchemas(bundle), roots);
  return modelling.run();
}

/** One type to be made: a definition, filled or not, or a root that was closed. */
interface Task {
  readonly filled: boolean;
  readonly schema: JsonSchema;
}

/** Types are told apart by keys (`12`, `12:filled`) until it is known which are needed; only then they get their names. */
class TypeModelling implements Definitions {
  readonly #flats: FlatSchemas;
  readonly #roots: readonly TypeRoot[];
  readonly #asIs: boolean;
  readonly #tasks = new Map<string, Task>();
  /** Roots by the key of their type. */
  readonly #rootNames = new Map<string, string>();
  readonly #aliases = new Map<string, string>();

  constructor(flats: FlatSchemas, roots: readonly TypeRoot[]) {
    this.#flats = flats;
    this.#roots = roots;
    this.#asIs = roots.every(({ direction }) => direction === 'as is');
    const outputsFirst = roots.toSorted((left, right) => Number(left.direction === 'input') - Number(right.direction === 'input'));
    for (const root of outputsFirst) this.#addRoot(root);
  }

  run(): TypeDefinition[] {
    const types = new Map<string, TypeNode>();
    for (const [key, task] of this.#tasks) types.set(key, convertSchema(task.schema, this, { filled: task.filled, asIs: this.#asIs }));
    breakCycles(types);
    limitUnions(types);
    const keys = this.#reachable(types);
    const names = this.#nameKeys(keys);
    const rename = (node: TypeNode): TypeNode => (node.kind === 'reference' ? { kind: 'reference', name: names.get(node.name)! } : node);
    const made = new Map<string, TypeDefinition>();
    for (const [name, key] of this.#aliases)
      made.set(name, { name, type: { kind: 'reference', name: this.#rootNames.get(key)! }, docs: [] });
    for (const key of keys) {
      const name = names.get(key)!;
      if (!made.has(name))
        made.set(name, { name, type: widenIndexes(rewriteType(types.get(key)!, rename, true)), docs: this.#docs(key, name) });
    }
    return [...new Set([...this.#roots.map((root) => root.name), ...made.keys()])].map((name) => made.get(name)!);
  }

  flat(id: string): JsonSchema {
    return this.#flats.get(id).flat;
  }

  name(id: string, filled: boolean): string {
    const isFilled = filled && definitionFills(id, this.#flats);
    const key = isFilled ? `${id}:filled` : id;
    if (!this.#tasks.has(key)) this.#tasks.set(key, { filled: isFilled, schema: this.flat(id) });
    return key;
  }

  /** What the schema says, and where it stands. */
  #docs(key: string, name: string): string[] {
    const place = this.#flats.bundle.locate(this.#flats.get(idOf(key)));
    return [...schemaDocs(this.#tasks.get(key)!.schema, name), ...(place === undefined ? [] : [`@see ${place}`])];
  }

  #addRoot({ name, root, direction, closeRoot }: TypeRoot): void {
    const { id, flat } = this.#flats.root(root);
    const schema = closeRoot === true ? closeSchema(flat, this.#flats) : flat;
    const filled = direction === 'output' && definitionFills(id, this.#flats);
    const key = `${id}${filled ? ':filled' : ''}${schema === flat ? '' : ':closed'}`;
    if (this.#rootNames.has(key)) this.#aliases.set(name, key);
    else this.#rootNames.set(key, name);
    this.#tasks.set(key, { filled, schema });
  }

  /** The roots, then what they need in the order they need it. */
  #reachable(types: ReadonlyMap<string, TypeNode>): string[] {
    const reached = new Set(this.#rootNames.keys());
    for (const key of reached) for (const other of referencesOf(types.get(key)!)) reached.add(other);
    return [...reached];
  }

  #nameKeys(keys: readonly string[]): Map<string, string> {
    const names = new Map(this.#rootNames);
    const others = keys.filter((key) => !names.has(key));
    const ids = [...new Set(others.map(idOf))];
    const taken = new Set(this.#roots.map((root) => root.name));
    const baseNames = nameDefinitions(
      ids.map((id) => this.#flats.get(id)),
      this.#flats,
      taken,
    );
    const all = new Set(keys);
    const used = new Set([...taken, ...baseNames.values()]);
    for (const key of others) {
      const base = baseNames.get(idOf(key))!;
      names.set(key, all.has(`${key}:filled`) ? freeName(`${base}Input`, used) : base);
      used.add(names.get(key)!);
    }
    return names;
  }
}

function idOf(key: string): string {
  return key.replace(/:.*$/, '');
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}Input`, taken) : name;
}
