import { printLiteral } from '../../../../print-literal.ts';
import type { FunctionCode } from './function-code.ts';
import type { ValueCode } from './value-code.ts';

/**
 * Objects as JSON means them: only what is the object's own counts, and `toString` is as good a name as any. To ask `hasOwnProperty` for every property
 * costs more than all else. So an object that inherits more than every object does is first replaced by a copy of what is its own; of the others, it
 * need only be asked for what every object inherits. In place, `__proto__` costs nothing where all objects have one shape; a call of
 * `Object.getPrototypeOf` does.
 */
export function printPlain(code: FunctionCode, value: ValueCode): void {
  if (value.owned || value.plain) return;
  code.put(`if (${value.name}.__proto__ !== ${inheritedBy(code)}) ${value.assign(`{ ...${value.name} }`)}`);
  value.plain = true;
}

/** The condition that an object has a property; `found`: the variable that holds it, where there is one. */
export function isPresent(code: FunctionCode, object: string, name: string, found: string = member(object, name)): string {
  return `${found} !== undefined && (${member(inheritedBy(code), name)} === undefined || ${isOwn(code, object, printLiteral(name))})`;
}

/** The condition that a property is the object's own; `name` is an expression. */
export function isOwn({ scope }: FunctionCode, object: string, name: string): string {
  return `${scope.constant('own', 'Object.prototype.hasOwnProperty')}.call(${object}, ${name})`;
}

/** A property as an expression. */
export function member(object: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${object}.${name}` : `${object}[${printLiteral(name)}]`;
}

function inheritedBy({ scope }: FunctionCode): string {
  return scope.constant('base', 'Object.prototype');
}
