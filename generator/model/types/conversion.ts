import type { JsonSchema } from '../schema/json-schema.ts';
import type { JsonType, TypeNode } from './type-node.ts';

/** What the conversion asks about other definitions. */
export interface Definitions {
  flat(id: string): JsonSchema;
  /** The name of a definition, as it is before or after defaults were filled in. */
  name(id: string, filled: boolean): string;
}

/** What the schemas around this one already say about the same value. */
export interface Surroundings {
  readonly allowed: readonly JsonType[];
  /** Nothing beside the listed properties. */
  readonly closed: boolean;
  /** The definitions that are being written out in place. */
  readonly written?: readonly string[];
  /** The type of the value after its defaults were filled in. */
  readonly filled: boolean;
  /** Defaults are notes: what is required must be there. */
  readonly asIs: boolean;
  /** The properties that are written into this very value, after its alternatives and listed values were looked at: those do not speak of them. */
  readonly added?: ReadonlySet<string>;
}

/** The type of a schema that speaks of a part of the value. */
export type ConvertPart = (schema: unknown) => TypeNode;
