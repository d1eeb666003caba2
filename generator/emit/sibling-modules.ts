import { type Code, literal } from './code.ts';
import type { EmitContext } from './emit-context.ts';

/** How the files of one action's folder import each other. */
export function siblingModules(ending: EmitContext['ending']): { types: Code; validators: Code; steps: Code } {
  return { types: literal(`./types${ending}`), validators: literal(`./validators${ending}`), steps: literal(`./steps${ending}`) };
}
