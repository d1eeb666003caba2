import { isRecord } from '../json-schema.ts';
import { subschemas } from '../subschemas.ts';

/** Whether a schema, or one in it, asks what others have evaluated. */
export function mentionsUnevaluated(schema: unknown): boolean {
  if (!isRecord(schema)) return false;
  if ('unevaluatedProperties' in schema || 'unevaluatedItems' in schema) return true;
  return [...subschemas(schema, '2020-12')].some(({ schema: inner }) => mentionsUnevaluated(inner));
}
