import { z } from 'zod';
import { listLosses } from './list-losses.ts';
import { restoreFormats } from './restore-formats.ts';
import type { Loss, ZodExport } from './zod-answer.ts';

type Module = Readonly<Record<string, unknown>>;

/** One export as JSON Schema: what may go in, before defaults. What would be lost is listed beside it. */
export function convertExport(module: Module, name: string): ZodExport {
  const schemas = Object.entries(module).filter((entry): entry is [string, z.core.$ZodType] => isZod(entry[1]));
  const found = schemas.find(([key]) => key === name)?.[1];
  if (found === undefined) {
    if (!Object.hasOwn(module, name)) return { kind: 'missing', schemas: schemas.map(([key]) => key) };
    return { kind: 'no schema', got: describe(module[name]) };
  }
  const losses = listLosses(found);
  const types = losses.some(({ kind }) => kind === 'type');
  return { kind: 'schema', schema: types ? true : convert(found, name, schemas, losses), losses };
}

/** A zod 4 schema of any copy of zod. */
function isZod(value: unknown): value is z.core.$ZodType {
  return typeof value === 'object' && value !== null && typeof (value as { _zod?: { def?: unknown } })._zod?.def === 'object';
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null && '_def' in value) return 'a schema of zod 3; zod 4 is needed';
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}

function convert(root: z.core.$ZodType, name: string, exported: readonly (readonly [string, z.core.$ZodType])[], losses: Loss[]): unknown {
  try {
    const metadata = namesOf(root, exported);
    return withoutDialects(z.toJSONSchema(root, { io: 'input', target: 'draft-2020-12', metadata, override: restoreFormats }));
  } catch (error) {
    // The list of losses knows what zod 4 has; a later version may have more.
    losses.push({ path: [], what: `a part that zod cannot say: ${error instanceof Error ? error.message : String(error)}`, kind: 'type' });
    return true;
  }
}

/** Schemas that the module exports are definitions under the names of their exports; what `.meta()` says stays. */
function namesOf(root: z.core.$ZodType, exported: readonly (readonly [string, z.core.$ZodType])[]): typeof z.globalRegistry {
  const taken = new Set(exported.map(([, schema]) => z.globalRegistry.get(schema)?.id));
  const ids = new Map<z.core.$ZodType, string>();
  for (const [key, schema] of exported) {
    if (schema === root || ids.has(schema) || taken.has(key) || z.globalRegistry.get(schema)?.id !== undefined || key === 'default')
      continue;
    ids.set(schema, key);
  }
  const get = (schema: z.core.$ZodType): object => {
    const id = ids.get(schema);
    return { ...z.globalRegistry.get(schema), ...(id === undefined ? {} : { id }) };
  };
  return { get } as unknown as typeof z.globalRegistry;
}

function withoutDialects(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutDialects);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => key !== '$schema');
  return Object.fromEntries(entries.map(([key, value]) => [key, LITERAL.has(key) ? value : withoutDialects(value)]));
}

const LITERAL: ReadonlySet<string> = new Set(['default', 'const', 'enum', 'examples']);
