import type { RuntimeContext } from '../context/runtime-context.ts';

export interface ObservedRun {
  /** The action's. */
  readonly name: string;
  /** The plugin's code. */
  readonly plugin?: string | undefined;
}

/** Stands around every run of this process, in whichever copy of the package it is. What a run reports reaches it through the context's logger. */
export interface RunObserver {
  /** Runs the work with a context of its own choice; gives and throws what the work does. */
  observe<T>(run: ObservedRun, ctx: RuntimeContext, work: (ctx: RuntimeContext) => Promise<T>): Promise<T>;
}

const KEY = Symbol.for('actionsmith.observer');
const shared = globalThis as { [KEY]?: RunObserver | undefined };

/** The observer of this process; undefined as long as nobody asked for one, and then nothing of it is loaded. */
export function runObserver(): RunObserver | undefined {
  return shared[KEY];
}

export function setRunObserver(observer: RunObserver | undefined): void {
  shared[KEY] = observer;
}
