import { createHash } from 'node:crypto';
import { normaliseSchema } from './normalise-schema.ts';
import type { JsonSchema } from './schema/index.ts';

/** What a caller and a worker must agree on. */
export interface HashedContract {
  readonly params: JsonSchema | undefined;
  readonly result: JsonSchema | undefined;
  readonly steps: readonly HashedStep[];
  /** Of a service. */
  readonly routes?: readonly HashedRoute[];
}

export interface HashedRoute {
  readonly name: string;
  readonly request: JsonSchema | undefined;
  readonly response: JsonSchema | undefined;
}

export interface HashedStep {
  readonly name: string;
  readonly needs: readonly string[];
  readonly skippable: boolean;
  readonly output: JsonSchema | undefined;
}

/** 16 hex digits of SHA-256 over the normalised contract: a typo fixed in a description changes nothing. */
export function contractHash(contract: HashedContract): string {
  const normalised = {
    params: contract.params === undefined ? null : normaliseSchema(contract.params),
    result: contract.result === undefined ? null : normaliseSchema(contract.result),
    steps: contract.steps.map((step) => ({ ...step, output: step.output === undefined ? null : normaliseSchema(step.output) })),
    ...(contract.routes && { routes: contract.routes.map(hashedRoute) }),
  };
  return createHash('sha256').update(canonicalJson(normalised)).digest('hex').slice(0, 16);
}

function hashedRoute({ name, request, response }: HashedRoute): object {
  const [sent, answered] = [request, response].map((schema) => (schema === undefined ? null : normaliseSchema(schema)));
  return { name, request: sent, response: answered };
}

/** JSON with sorted keys (the order of RFC 8785): equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
