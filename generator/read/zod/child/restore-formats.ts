import type { z } from 'zod';

interface Converted {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}

interface Check {
  readonly format?: string;
  readonly pattern?: RegExp;
}

/**
 * What the checks of a string ask for. Zod names the last check only, so that `z.url().startsWith('https:')` would be no URL any more. Where it
 * gives the pattern of a format, the pattern is the exact one; a url alone has none.
 */
export function restoreFormats({ zodSchema, jsonSchema }: Converted): void {
  const { def, traits } = zodSchema._zod;
  if (def.type !== 'string') return;
  const checks = [...(traits.has('$ZodCheck') ? [def] : []), ...(def.checks ?? []).map((check) => check._zod.def)] as Check[];
  const patterns = [jsonSchema, ...(jsonSchema.allOf ?? [])].filter(({ pattern }) => pattern !== undefined);
  if (checks.some(({ format }) => format === 'url')) jsonSchema.format = 'uri';
  else if (patterns.length > 0) delete jsonSchema.format;
  const ends = new Set(checks.filter(({ format }) => format === 'ends_with').map(({ pattern }) => pattern?.source));
  for (const schema of patterns) if (ends.has(schema.pattern)) schema.pattern = withoutLead(schema.pattern!);
}

/** Zod's `.*` before what a text ends with says nothing, and makes the time grow with the square of the text. */
function withoutLead(pattern: string): string {
  return pattern.replace(/^\.\*/, '');
}
