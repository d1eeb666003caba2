import type { Issue } from '../issue.ts';

/** What a JSON Schema cannot say about a value: an `x-rules` entry, compiled from CEL. */
export interface Rule<T> {
  /** As the contract has it. */
  readonly rule: string;
  /** True where the value keeps the rule. It never throws for a value that fits the schema. */
  readonly holds: (self: T) => boolean;
  readonly message: string;
  readonly hint?: string;
  /** What the message is about, from the root of the value; none is the value as a whole. */
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

/** What comes after the schema: the rules first, then the hooks. */
export interface Refinements<T> {
  readonly rules?: readonly Rule<T>[];
  readonly hooks?: readonly NamedHook<T>[];
}
