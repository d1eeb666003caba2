import type { Issue } from '../issue.ts';

/** What a JSON Schema cannot say about a value: an `x-rules` entry, compiled from CEL. */
export interface Rule<T> {
  /** As the contract has it. */
  readonly rule: string;
  /** True where the value keeps the rule. It never throws for a value that fits the schema. */
  readonly holds: (self: T) => boolean;
  readonly message: string;
  readonly hint?: string;
  /** What the message is about, from the value that the rule is about; none is that value as a whole. */
  readonly at?: Issue['path'];
}

/** What an author's hook found: where (default: the value as a whole), what, and what to do about it. */
export interface HookIssue {
  readonly path?: Issue['path'];
  readonly message: string;
  readonly hint?: string;
}

/** What a hook gives back: issues, or nothing where all is well. A ValidationError that it throws counts as its issues. */
export type HookResult = void | readonly HookIssue[] | Promise<void | readonly HookIssue[]>;

/** An `x-validate` function of the author's: looks at a value that fits the schema, defaults filled in, and keeps the rules. */
export type Hook<T> = (value: T) => HookResult;

/** A hook by its name, loaded when it is first needed: a registry that is only listed runs no code of the author's. */
export interface NamedHook<T> {
  readonly name: string;
  readonly load: () => Promise<Hook<T>>;
}

/** The rules for a value and for the places in it. A place that has a type with a name may lead back to itself, so it is a function. */
export interface PlacedRules<T> {
  readonly rules?: readonly Rule<T>[];
  /** For properties by name, where they are there. */
  readonly properties?: { readonly [K in keyof ObjectsIn<T> as Declared<K>]?: RulesFor<Exclude<ObjectsIn<T>[K], undefined>> };
  /** For all other properties, or those whose name matches a pattern. */
  readonly values?: readonly PlacedValues<Exclude<ValuesIn<ObjectsIn<T>>, undefined>>[];
  readonly items?: RulesFor<Exclude<ListsIn<T>[number], undefined>>;
  /** For items by their position. */
  readonly positions?: { readonly [K in keyof ListsIn<T> as K & `${number}`]?: RulesFor<Exclude<ListsIn<T>[K], undefined>> };
  /** Where the value is of this type of JSON. */
  readonly types?: {
    readonly object?: RulesFor<ObjectsIn<T>>;
    readonly array?: RulesFor<ListsIn<T>>;
    readonly string?: RulesFor<Extract<T, string>>;
    readonly number?: RulesFor<Extract<T, number>>;
    readonly boolean?: RulesFor<Extract<T, boolean>>;
    readonly null?: RulesFor<Extract<T, null>>;
  };
  /** Where a field, the tag, has a certain text. */
  readonly tagged?: {
    readonly [K in keyof ObjectsIn<T> as Declared<K>]?: {
      readonly [V in ObjectsIn<T>[K] & string]?: RulesFor<Extract<ObjectsIn<T>, { readonly [P in K]: V }>>;
    };
  };
}

export type RulesFor<T> = PlacedRules<T> | (() => PlacedRules<T>);

export interface PlacedValues<T> {
  readonly pattern?: RegExp;
  readonly known?: readonly string[];
  readonly patterns?: readonly RegExp[];
  readonly of: RulesFor<T>;
}

/** Without the index signature of an open object. */
type Declared<K> = string extends K ? never : number extends K ? never : K;
type ListsIn<T> = Extract<T, readonly unknown[]>;
type ObjectsIn<T> = Exclude<T, string | number | boolean | null | undefined | readonly unknown[]>;
type ValuesIn<T> = T extends { readonly [name: string]: infer V } ? V : never;

/** What comes after the schema: the rules first, then the hooks. */
export interface Refinements<T> extends PlacedRules<T> {
  readonly hooks?: readonly NamedHook<T>[];
}
