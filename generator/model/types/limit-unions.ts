import { intersect } from './intersect.ts';
import { orderByNeed } from '../schema/order-by-need.ts';
import { directReferences, rewriteType } from './rewrite-type.ts';
import type { TypeNode } from './type-node.ts';

/** The compiler multiplies an intersection of unions out and gives up at 100,000 members (TS2590); long before that it is slow. */
const MAX_MEMBERS = 1000;

/** Leaves members of too large intersections out: wider, and still right. */
export function limitUnions(types: Map<string, TypeNode>): void {
  const sizes = new Map<string, number>(); // what is not there yet contains itself
  const sizeOf = (type: TypeNode): number => {
    if (type.kind === 'union') return type.of.reduce((sum, member) => sum + sizeOf(member), 0);
    if (type.kind === 'intersection') return type.of.reduce((product, member) => product * sizeOf(member), 1);
    return type.kind === 'reference' ? (sizes.get(type.name) ?? 1) : 1;
  };
  const needsOf = (name: string): string[] => directReferences(types.get(name)!).filter((target) => types.has(target));
  for (const name of orderByNeed(types.keys(), needsOf)) sizes.set(name, sizeOf(types.get(name)!));
  const shrink = (type: TypeNode): TypeNode => {
    if (type.kind !== 'intersection' || sizeOf(type) <= MAX_MEMBERS) return type;
    const of = type.of.toSorted((left, right) => sizeOf(left) - sizeOf(right));
    while (of.length > 1 && sizeOf({ kind: 'intersection', of }) > MAX_MEMBERS) of.pop();
    return intersect(of);
  };
  for (const [name, type] of types) types.set(name, rewriteType(type, shrink, true));
}
