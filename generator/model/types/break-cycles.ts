import { directReferences, rewriteType } from './rewrite-type.ts';
import { UNKNOWN, type TypeNode } from './type-node.ts';

/** `type A = A | B` is an error in TypeScript (TS2456). Such a reference says nothing, so it becomes `unknown`. */
export function breakCycles(types: Map<string, TypeNode>): void {
  for (const [name, targets] of backReferences(types)) {
    const cut = (node: TypeNode): TypeNode => (node.kind === 'reference' && targets.has(node.name) ? UNKNOWN : node);
    types.set(name, rewriteType(types.get(name)!, cut, false));
  }
}

/** By name, the names that it refers to and that led to it. A list of work, not recursion: chains may be thousands long. */
function backReferences(types: ReadonlyMap<string, TypeNode>): Map<string, Set<string>> {
  const back = new Map<string, Set<string>>();
  const open = new Set<string>();
  const done = new Set<string>();
  for (const start of types.keys()) {
    const work = [start];
    for (let name = work.at(-1); name !== undefined; name = work.at(-1)) {
      if (done.has(name) || open.has(name)) {
        work.pop();
        open.delete(name);
        done.add(name);
        continue;
      }
      open.add(name);
      const type = types.get(name);
      const targets = type === undefined ? [] : directReferences(type);
      const closing = targets.filter((target) => open.has(target));
      if (closing.length > 0) back.set(name, new Set(closing));
      work.push(...targets.toReversed().filter((target) => !open.has(target) && !done.has(target)));
    }
  }
  return back;
}
