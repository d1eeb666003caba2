import { intersect } from './intersect.ts';
import type { TypeNode } from './type-node.ts';
import { unite } from './unite.ts';

/** The type with nodes replaced: `replace` gives another node, or the same one to look inside it. `deep` also enters objects and arrays. */
export function rewriteType(type: TypeNode, replace: (type: TypeNode) => TypeNode, deep: boolean): TypeNode {
  const replaced = replace(type);
  if (replaced !== type) return replaced;
  const inside = (inner: TypeNode): TypeNode => rewriteType(inner, replace, deep);
  if (type.kind === 'union' || type.kind === 'intersection') {
    const of = type.of.map(inside);
    if (of.every((member, at) => member === type.of[at])) return type;
    return type.kind === 'union' ? unite(of) : intersect(of);
  }
  if (!deep) return type;
  switch (type.kind) {
    case 'array':
      return { ...type, items: inside(type.items) };
    case 'tuple':
      return { ...type, items: type.items.map(inside), rest: inside(type.rest) };
    case 'object':
      return {
        ...type,
        properties: type.properties.map((property) => ({ ...property, type: inside(property.type) })),
        index: type.index && inside(type.index),
      };
    default:
      return type;
  }
}

/** The names that a type refers to. */
export function referencesOf(type: TypeNode): string[] {
  return collectReferences(type, true);
}

/** Those that are about the same value: not the ones inside objects and arrays. */
export function directReferences(type: TypeNode): string[] {
  return collectReferences(type, false);
}

function collectReferences(type: TypeNode, deep: boolean): string[] {
  const names = new Set<string>();
  rewriteType(type, (node) => (node.kind === 'reference' && names.add(node.name), node), deep);
  return [...names];
}
