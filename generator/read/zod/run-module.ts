import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ZodAnswer } from './child/zod-answer.ts';
import { spawnIsolated } from './spawn-isolated.ts';

export interface RunLimits {
  /** Milliseconds until a module that does not end is ended. */
  readonly timeoutMs: number;
}

/** A module's schemas are made in milliseconds; more than this is a server that was started, or a loop. */
export const RUN_LIMITS: RunLimits = { timeoutMs: 15_000 };

/** Runs a bundled module in a process of its own and returns what it answered, or why it did not. */
export function runModule(code: string, root: string, { timeoutMs }: RunLimits = RUN_LIMITS): ZodAnswer | { readonly failure: string } {
  const folder = mkdtempSync(join(tmpdir(), 'actionsmith-zod-'));
  try {
    const file = join(folder, 'module.mjs');
    writeFileSync(file, code);
    const { answer: written, error, signal, status } = spawnIsolated(['--enable-source-maps', file], root, timeoutMs);
    const answer = parseAnswer(written);
    if (answer !== undefined && error === undefined) return answer;
    if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT') return { failure: `it did not end in ${timeoutMs / 1000} s` };
    if (error !== undefined && 'code' in error && error.code === 'ENOBUFS') return { failure: 'its schemas are too large' };
    return { failure: signal === null ? `it ended its process (exit code ${status ?? 0})` : `it was ended by ${signal}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An answer as it was written; undefined for what is none. */
export function parseAnswer(text: string): ZodAnswer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isAnswer(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The module could have written to the same place; what it wrote is then no answer, or a schema that is checked as any other. */
function isAnswer(value: unknown): value is ZodAnswer {
  if (typeof value !== 'object' || value === null) return false;
  if ('error' in value) return typeof (value.error as { message?: unknown } | null)?.message === 'string';
  if (!('exports' in value) || typeof value.exports !== 'object' || value.exports === null) return false;
  return Object.values(value.exports).every((item: { kind?: unknown } | null) => typeof item?.kind === 'string');
}
