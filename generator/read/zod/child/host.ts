import { writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/**
 * Runs the bundled modules that are its arguments, each in a thread of its own: nothing that one of them does to its globals is seen by another. An
 * answer is written to file descriptor 3 as it comes, one line each: the number of the module and what it answered.
 */
export async function host(files: readonly string[], heapMb: number): Promise<never> {
  const waiting = [...files.entries()];
  const runAll = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await run(next[0], next[1], heapMb);
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, runAll));
  process.exit(0);
}

/** Ends with the thread, whatever ended it: what is not answered is asked for again, alone. */
function run(at: number, file: string, heapMb: number): Promise<void> {
  return new Promise((resolve) => {
    const resourceLimits = { maxOldGenerationSizeMb: heapMb };
    const worker = new Worker(file, { env: { TZ: 'UTC' }, stdin: true, stdout: true, stderr: true, resourceLimits });
    worker.on('message', (answer: unknown) => write(`${JSON.stringify([at, answer])}\n`));
    worker.on('error', () => {});
    worker.on('exit', () => resolve());
  });
}

function write(line: string): void {
  const bytes = Buffer.from(line);
  for (let start = 0; start < bytes.length;) start += writeSync(3, bytes, start);
}

await host(process.argv.slice(3), Number(process.argv[2]));
