/** What a schema says that TypeScript can say too: exactly it, or more than it, never less. */
export type TypeNode =
  | { readonly kind: BasicKind }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'reference'; readonly name: string }
  | ArrayNode
  | TupleNode
  | ObjectNode
  | { readonly kind: 'union' | 'intersection'; readonly of: readonly TypeNode[] };

export type BasicKind = 'unknown' | 'never' | 'string' | 'number' | 'boolean' | 'null';

export interface ArrayNode {
  readonly kind: 'array';
  readonly items: TypeNode;
}

export interface TupleNode {
  readonly kind: 'tuple';
  readonly items: readonly TypeNode[];
  /** How many of the items must be there. */
  readonly required: number;
  readonly rest: TypeNode;
}

export interface ObjectNode {
  readonly kind: 'object';
  readonly properties: readonly PropertyNode[];
  /** The type of all other properties; null where there are none. */
  readonly index: TypeNode | null;
}

export interface PropertyNode {
  readonly name: string;
  readonly type: TypeNode;
  readonly required: boolean;
  readonly docs: readonly string[];
}

/** One exported type. */
export interface TypeDefinition {
  readonly name: string;
  readonly type: TypeNode;
  readonly docs: readonly string[];
}

export const UNKNOWN: TypeNode = { kind: 'unknown' };
export const NEVER: TypeNode = { kind: 'never' };

/** The types of JSON, as JSON Schema names them; `integer` is a number. */
export type JsonType = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
export const JSON_TYPES: readonly JsonType[] = ['object', 'array', 'string', 'number', 'boolean', 'null'];

export function jsonTypeOf(value: unknown): JsonType {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : (typeof value as JsonType);
}
