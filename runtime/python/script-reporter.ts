import type { RuntimeContext } from '../context/runtime-context.ts';

/** Who reports what a script says: a run, an action, or the step that runs. */
export type ScriptReporter = Pick<RuntimeContext, 'log' | 'logDevEvent' | 'setProgress' | 'setMetrics' | 'signal'> & {
  logMessage(message: string, options: { readonly context: 'info' | 'success' | 'warning' | 'danger' }): void;
};
