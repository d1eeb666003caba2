import { printLiteral } from '../../../../print-literal.ts';
import { isRecord, type JsonSchema, type SchemaObject } from '../../json-schema.ts';
import { partsOf } from '../../close-schema.ts';
import type { FlatDefinition } from '../../flat-schemas.ts';
import { mentionsUnevaluated } from '../mentions-unevaluated.ts';

export interface ScopeOptions {
  /** By name, as the compiler is given them: see prepareDefinitions. */
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** Name of a format → the helper that decides it; empty where formats are notes. */
  readonly formats: Readonly<Record<string, string>>;
}

/** What the functions of one module share: their names, the constants beside them, and the helpers that they call. */
export class ModuleScope {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly formats: Readonly<Record<string, string>>;
  /** Whether any schema asks what others have evaluated. */
  readonly evaluates: boolean;
  readonly #functions: ReadonlyMap<string, string>;
  readonly #constants = new Map<string, string>();
  readonly #helpers = new Set<string>();
  readonly #counts = new Map<string, number>();

  constructor({ definitions, formats }: ScopeOptions) {
    this.definitions = definitions;
    this.formats = formats;
    this.evaluates = Object.values(definitions).some((schema) => mentionsUnevaluated(schema));
    this.#functions = new Map(Object.keys(definitions).map((name, at) => [name, `validate${at + 1}`]));
  }

  /** The function of a definition. */
  functionOf(name: string): string {
    const found = this.#functions.get(name);
    if (found === undefined) throw new Error(`no definition ${name}`);
    return found;
  }

  /** A function of the runtime. */
  helper(name: string): string {
    this.#helpers.add(name);
    return name;
  }

  /** A constant of the module; the same for the same code. `code` must have no effect when it runs. */
  constant(stem: string, code: string): string {
    const known = this.#constants.get(code);
    if (known !== undefined) return known;
    const count = (this.#counts.get(stem) ?? 0) + 1;
    this.#counts.set(stem, count);
    this.#constants.set(code, stem + count);
    return stem + count;
  }

  /** The names of a list; a set of them where there are many to search. */
  list(stem: string, values: readonly unknown[]): string {
    return this.constant(stem, printLiteral(values));
  }

  set(stem: string, values: readonly unknown[]): string {
    return this.constant(stem, `/* @__PURE__ */ new Set(${printLiteral(values)})`);
  }

  pattern(source: string): string {
    return this.constant('pattern', `/* @__PURE__ */ new RegExp(${printLiteral(source)}, "u")`);
  }

  /** The names of the helpers that are called, sorted. */
  get imports(): string[] {
    return [...this.#helpers].sort();
  }

  /** All constants, as one statement. */
  get declarations(): string[] {
    const constants = [...this.#constants].map(([code, name]) => `${name} = ${code}`);
    return constants.map((constant, at) => `${at === 0 ? 'const ' : '  '}${constant}${at === constants.length - 1 ? ';' : ','}`);
  }

  /** The fields that a schema declares, with those of what it is composed of. */
  knownFields(schema: SchemaObject): string[] {
    const parts = partsOf(schema, { get: (name) => ({ flat: this.definitions[name] }) as FlatDefinition });
    return [...new Set(parts.flatMap((part) => Object.keys(isRecord(part['properties']) ? part['properties'] : {})))];
  }
}
