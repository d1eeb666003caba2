import { isRecord } from '../schema/json-schema.ts';

/** Whether all properties that any part of the schema may declare are seen by the conversion. */
export function listsAll(schema: unknown): boolean {
  if (!isRecord(schema)) return true;
  const hides = ['$ref', 'if', 'dependentSchemas', 'patternProperties', 'additionalProperties', 'not'].some((keyword) => keyword in schema);
  return !hides && ['allOf', 'anyOf', 'oneOf'].every((keyword) => ((schema[keyword] as unknown[] | undefined) ?? []).every(listsAll));
}
