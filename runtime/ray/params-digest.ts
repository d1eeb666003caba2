import { createHash } from 'node:crypto';

/** The same 32 hex digits for params that are the same JSON, in whatever order their keys stand. */
export function digestParams(params: unknown): string {
  const text: string | undefined = JSON.stringify(params, (_key, value: unknown) => sortKeys(value));
  return createHash('sha256')
    .update(text ?? '')
    .digest('hex')
    .slice(0, 32);
}

/** `fromEntries` makes `__proto__` a key like any other. */
function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, (value as Readonly<Record<string, unknown>>)[key]]));
}
