import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { convertExport } from './convert-export.ts';
import type { ZodAnswer } from './zod-answer.ts';

/**
 * Runs in a process or a thread of its own, bundled with the author's module: converts the exports that are asked for, gives the answer (to file
 * descriptor 3, or to the thread that started this one) and ends, whatever the module has left running.
 */
export async function answer(load: () => Promise<Readonly<Record<string, unknown>>>, names: readonly string[]): Promise<never> {
  const text = JSON.stringify(await collect(load, names));
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
  if (parentPort !== null) parentPort.postMessage(text);
  else writeText(text);
  process.exit(0);
}

function writeText(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(3, bytes, at);
}

async function collect(load: () => Promise<Readonly<Record<string, unknown>>>, names: readonly string[]): Promise<ZodAnswer> {
  try {
    const module = await load();
    return { exports: Object.fromEntries(names.map((name) => [name, convertExport(module, name)])) };
  } catch (error) {
    return { error: describe(error) };
  }
}

function describe(error: unknown): { message: string; stack: string } {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { message: message.slice(0, 500), stack: (stack ?? '').slice(0, 5000) };
}
