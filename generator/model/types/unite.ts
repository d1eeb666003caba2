import { jsonTypeOf, NEVER, UNKNOWN, type TypeNode } from './type-node.ts';
import { typeKey } from './type-key.ts';

/** The union of types: flat, without repetition, and without what another member already covers. */
export function unite(types: readonly TypeNode[]): TypeNode {
  const members = distinct(types.flatMap((type) => (type.kind === 'union' ? type.of : [type]))).filter((type) => type.kind !== 'never');
  if (members.some((type) => type.kind === 'unknown')) return UNKNOWN;
  const whole = new Set<string>(members.map((type) => type.kind));
  // `"a" | string` is `string`; `[1] | string[]` is not
  const of = members.filter((type) => type.kind !== 'literal' || isCompound(type.value) || !whole.has(jsonTypeOf(type.value)));
  return of.length === 0 ? NEVER : of.length === 1 ? of[0]! : { kind: 'union', of };
}

export function distinct(types: readonly TypeNode[]): readonly TypeNode[] {
  return types.length < 2 ? types : [...new Map(types.map((type) => [typeKey(type), type])).values()];
}

function isCompound(value: unknown): boolean {
  return value !== null && typeof value === 'object';
}
