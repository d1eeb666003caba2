import type { ModuleScope } from './module-scope.ts';
import type { ValueCode } from './value-code.ts';

/** What becomes of an error in printed code. */
export interface Sink {
  /** True where nothing is asked but whether there is one. */
  readonly judges: boolean;
  /** Statements for an error of a value. `params` is an expression. */
  fail(value: ValueCode, keyword: string, params: string): string[];
  /** Statements for a call that gives errors or null: `call` takes whether all of them are asked for. */
  call(call: (all: string) => string): string[];
  /** Statements for a list of errors that is not empty, in front of an error of their own keyword. */
  join(errors: string): string[];
  /** How many errors there are: an expression. */
  readonly size: string;
}

/** Errors are added to a list. `leaves`: where one is enough, the function ends with it; else what comes after them decides what they mean. */
export class ListSink implements Sink {
  readonly judges = false;
  readonly #list: string;
  readonly #leaves: boolean;
  readonly #scope: ModuleScope;

  constructor(list: string, leaves: boolean, scope: ModuleScope) {
    this.#list = list;
    this.#leaves = leaves;
    this.#scope = scope;
  }

  fail({ path, propertyName }: ValueCode, keyword: string, params: string): string[] {
    const name = propertyName === undefined ? '' : `, ${propertyName}`;
    const added = `${this.#scope.helper('addError')}(${this.#list}, ${String(path)}, ${JSON.stringify(keyword)}, ${params}${name})`;
    return [`${this.#list} = ${added};`, ...this.#end()];
  }

  call(call: (all: string) => string): string[] {
    return [
      `if ((found = ${call(this.#leaves ? 'all' : 'true')}) !== null) {`,
      `${this.#list} = ${this.#scope.helper('joinErrors')}(${this.#list}, found);`,
      ...this.#end(),
      '}',
    ];
  }

  join(errors: string): string[] {
    return [`${this.#list} = ${this.#scope.helper('joinErrors')}(${this.#list}, ${errors});`];
  }

  get size(): string {
    return `(${this.#list} === null ? 0 : ${this.#list}.length)`;
  }

  #end(): string[] {
    return this.#leaves ? ['if (!all) return errors;'] : [];
  }
}

/** The first error is the verdict: it ends the block that asks for one. */
export class VerdictSink implements Sink {
  readonly judges = true;
  readonly size = '0';
  readonly #verdict: string;
  readonly #label: string;

  constructor(verdict: string, label: string) {
    this.#verdict = verdict;
    this.#label = label;
  }

  fail(): string[] {
    return [`${this.#verdict} = false;`, `break ${this.#label};`];
  }

  call(call: (all: string) => string): string[] {
    return [`if (${call('false')} !== null) {`, ...this.fail(), '}'];
  }

  join(): string[] {
    return [];
  }
}
