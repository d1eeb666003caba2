import { isRecord } from '../schema/json-schema.ts';

/** Whether the conversion sees all properties that any part of the schema may declare, so that `unevaluatedProperties: false` closes it. */
export function listsAll(schema: unknown): boolean {
  if (!isRecord(schema)) return true;
  const hides = ['$ref', 'if', 'dependentSchemas', 'patternProperties', 'additionalProperties', 'not'].some((keyword) => keyword in schema);
  return !hides && ['allOf', 'anyOf', 'oneOf'].every((keyword) => ((schema[keyword] as unknown[] | undefined) ?? []).every(listsInBranch));
}

function listsInBranch(branch: unknown): boolean {
  return listsAll(branch) && !(isRecord(branch) && 'unevaluatedProperties' in branch);
}
