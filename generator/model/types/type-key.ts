import type { TypeNode } from './type-node.ts';

/** The same text for types that are the same, whatever their documentation says. */
export function typeKey(type: TypeNode): string {
  if (type.kind === 'string' || type.kind === 'number' || type.kind === 'boolean' || type.kind === 'null') return type.kind;
  return JSON.stringify(type, (name, value: unknown) => (name === 'docs' ? undefined : Object.is(value, -0) ? 0 : value));
}
