/** The sound type model: schemas as types that never reject what the schema accepts. */
export { modelTypes, type TypeRoot } from './model-types.ts';
export type { ObjectNode, PropertyNode, TupleNode, TypeDefinition, TypeNode } from './type-node.ts';
