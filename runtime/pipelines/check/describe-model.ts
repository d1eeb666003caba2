import type { PlacedSchema } from '../../discovery/read-action-schemas.ts';
import type { StandardSchemaV1 } from '../../validation/standard-schema.ts';
import { isObject } from './schema-types.ts';

/** Standard JSON Schema (standardschema.dev): how zod and others tell the JSON Schema of a model. */
interface StandardJson {
  readonly input: (options: { readonly target: string }) => unknown;
  readonly output: (options: { readonly target: string }) => unknown;
}

/** The JSON Schema of a model that is written in code; undefined where it cannot tell one, and is asked when there is a value. */
export function describeModel(model: StandardSchemaV1 | undefined, side: 'input' | 'output', label: string): PlacedSchema | undefined {
  const props = model && '~standard' in model ? (model['~standard'] as { readonly jsonSchema?: StandardJson }) : undefined;
  if (props?.jsonSchema === undefined) return undefined;
  try {
    const schema = props.jsonSchema[side]({ target: 'draft-2020-12' });
    const isClosed = isObject(schema) && schema['additionalProperties'] === false;
    return { schema, isClosed, placeOf: (field) => (field === undefined ? label : `${field} in the ${label}`) };
  } catch {
    return undefined; // a transform, a date: it has no JSON Schema
  }
}
