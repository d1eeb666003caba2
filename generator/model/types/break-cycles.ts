import { rewriteType } from './rewrite-type.ts';
import { UNKNOWN, type TypeNode } from './type-node.ts';

/** `type A = A | B` is an error in TypeScript (TS2456). Such a reference says nothing, so it becomes `unknown`. */
export function breakCycles(types: Map<string, TypeNode>): void {
  const done = new Set<string>();
  for (const name of types.keys()) visit(name, types, new Set(), done);
}

function visit(name: string, types: Map<string, TypeNode>, open: Set<string>, done: Set<string>): void {
  const type = types.get(name);
  if (type === undefined || done.has(name)) return;
  open.add(name);
  const replace = (node: TypeNode): TypeNode => {
    if (node.kind !== 'reference') return node;
    if (open.has(node.name)) return UNKNOWN;
    visit(node.name, types, open, done);
    return node;
  };
  types.set(name, rewriteType(type, replace, false));
  open.delete(name);
  done.add(name);
}
