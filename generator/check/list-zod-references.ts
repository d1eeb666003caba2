import { isRecord } from '../model/schema/json-schema.ts';
import { parseZodReference, type ZodReference } from '../read/zod/zod-modules.ts';

/** The modules that actions as they are written name for their schemas; a list of steps in a file of its own is not looked into. */
export function listZodReferences(actions: Readonly<Record<string, unknown>>): ZodReference[] {
  return Object.values(actions)
    .filter(isRecord)
    .flatMap(({ params, result, steps }) => {
      const outputs = Array.isArray(steps) ? steps.filter(isRecord).map(({ output }) => output) : [];
      return [params, result, ...outputs].flatMap((text) => (typeof text === 'string' ? (parseZodReference(text) ?? []) : []));
    });
}
