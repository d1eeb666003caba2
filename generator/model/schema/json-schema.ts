/** A schema as it is written: any keyword may hold anything until it is checked. */
export type SchemaObject = { readonly [keyword: string]: unknown };
export type JsonSchema = boolean | SchemaObject;

/** The dialects that are understood. Draft 6 is read as 7: 7 only adds keywords. `openapi-3.0` is what OpenAPI 3.0 made of draft 4. */
export type Draft = '4' | 'openapi-3.0' | '7' | '2019-09' | '2020-12';

/** Whether `$ref` hides what stands beside it, as it did before 2019-09. */
export function refStandsAlone(draft: Draft): boolean {
  return draft === '4' || draft === 'openapi-3.0' || draft === '7';
}

/** Whether `exclusiveMinimum: true` is said of `minimum`, as it was before draft 6. */
export function excludesByFlag(draft: Draft): boolean {
  return draft === '4' || draft === 'openapi-3.0';
}

/** Where a schema stands: a whole document (pointer '') or a part of one, as the inline schemas of config.yaml. */
export interface SchemaPlace {
  readonly uri: string;
  readonly pointer: string;
}

/** A schema that something is generated for. */
export interface SchemaRoot extends SchemaPlace {
  readonly schema: JsonSchema;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The value of an own key: schemas have keys such as `constructor`. */
export function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** One more part at the end of a JSON pointer (RFC 6901). */
export function pointerTo(pointer: string, ...parts: readonly (string | number)[]): string {
  return parts.reduce<string>((sum, part) => `${sum}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`, pointer);
}

/** The parts of a JSON pointer (RFC 6901). */
export function pointerParts(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
