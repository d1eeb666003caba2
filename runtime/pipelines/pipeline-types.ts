import type { AnyAction, ParamsOf, ResultOf } from '../action/action-class.ts';
import type { ActionSpec } from '../action/action-spec.ts';
import type { BoundAction } from '../action/bind-action.ts';

/** What a pipeline is made of: a class, a function of `defineAction`, an action of a plugin (`plugin.train`), or its entry in the registry. */
export type PipelineAction = AnyAction | BoundAction<never, unknown> | ActionSpec;

/** What an action takes, before defaults. */
export type NeedsOf<A> =
  A extends BoundAction<infer I, unknown> ? I : A extends ActionSpec ? Anything : A extends AnyAction ? ParamsOf<A> : Anything;

/** What an action gives. */
export type GivesOf<A> =
  A extends BoundAction<never, infer R> ? R : A extends ActionSpec ? unknown : A extends AnyAction ? ResultOf<A> : unknown;

/**
 * What the caller of a pipeline gives: what the first action takes, and what a later one needs that no earlier one takes or gives. What a later one
 * may be given may be given here too.
 */
export type PipelineParams<T extends readonly unknown[]> = T extends readonly [infer First, ...infer Rest]
  ? Flat<NeedsOf<First> & Extras<Rest, After<Known<NeedsOf<First>>, First>>>
  : Anything;

/** The result of the last action. */
export type PipelineResult<T extends readonly unknown[]> = T extends readonly [...unknown[], infer Last] ? GivesOf<Last> : unknown;

/** The actions, where each takes what is there by then under its names; in the place of one that cannot, what is wrong. */
export type FittingChain<T extends readonly unknown[], Have = unknown> = T extends readonly [infer A, ...infer Rest]
  ? readonly [
      Conflicts<Have, Known<NeedsOf<A>>> extends never ? A : Mismatch<Conflicts<Have, Known<NeedsOf<A>>>>,
      ...FittingChain<Rest, After<Have, A>>,
    ]
  : T;

/** What the compiler shows: the fields that an earlier action gives as another type. */
export interface Mismatch<Fields> {
  readonly 'an earlier action gives these fields as another type': Fields;
}

type Anything = Readonly<Record<string, unknown>>;
type Flat<T> = { [K in keyof T]: T[K] };

/** Without index signatures: what is declared. */
type Known<T> = { [K in keyof T as string extends K ? never : number extends K ? never : symbol extends K ? never : K]: T[K] };

/** What is there once an action has run: its params, where nothing else had their names, and its result over all of it. */
type After<Have, A> = Over<Over<Known<NeedsOf<A>>, Have>, Fields<GivesOf<A>>>;
type Over<Below, Above> = Flat<Omit<Below, keyof Above> & Above>;

/** A result that is no object adds nothing. */
type Fields<R> = unknown extends R ? unknown : R extends readonly unknown[] ? unknown : R extends object ? Known<R> : unknown;

type Conflicts<Have, Need> = {
  [K in keyof Need & keyof Have]: Exclude<Have[K], undefined> extends Need[K] ? never : K;
}[keyof Need & keyof Have];

type Extras<T extends readonly unknown[], Have> = T extends readonly [infer A, ...infer Rest]
  ? Missing<Known<NeedsOf<A>>, Have> & Extras<Rest, After<Have, A>>
  : unknown;

/** A field that is there for certain need not be given. */
type Missing<Need, Have> = Omit<Need, Certain<Have> & string>;
type Certain<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];
