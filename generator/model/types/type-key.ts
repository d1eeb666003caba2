import type { TypeNode } from './type-node.ts';

/** The same text for types that are the same, whatever their documentation says. */
export function typeKey(type: TypeNode): string {
  return JSON.stringify(type, (name, value: unknown) => (name === 'docs' ? undefined : Object.is(value, -0) ? 0 : value));
}
