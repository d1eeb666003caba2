import { rewriteType } from './rewrite-type.ts';
import { UNKNOWN, type ObjectNode, type TypeNode } from './type-node.ts';

/**
 * The type with an index signature of unknown wherever it would have to repeat an intersection: TypeScript, under exactOptionalPropertyTypes, does not always
 * take an intersection for the same one written twice, and then refuses the property beside the signature.
 */
export function widenIndexes(type: TypeNode): TypeNode {
  return rewriteType(type, (node) => (node.kind === 'object' && repeatsIntersection(node) ? widened(node) : node), true);
}

function widened({ properties, ...node }: ObjectNode): ObjectNode {
  return { ...node, properties: properties.map((property) => ({ ...property, type: widenIndexes(property.type) })), index: UNKNOWN };
}

function repeatsIntersection({ properties, index }: ObjectNode): boolean {
  if (index === null || index.kind === 'unknown' || properties.length === 0) return false;
  return properties.some(({ type }) => holdsIntersection(type));
}

function holdsIntersection(type: TypeNode): boolean {
  let found = false;
  rewriteType(
    type,
    (node) => {
      found ||= node.kind === 'intersection';
      return node;
    },
    true,
  );
  return found;
}
