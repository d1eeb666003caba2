import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What a command cost as a whole process. Seconds and bytes. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
  readonly memory: number;
}

/** Throws what a command that fails has said. */
export async function measureCommand(command: readonly string[]): Promise<Cost> {
  const script = join(import.meta.dirname, 'measure.py');
  const { stdout } = await promisify(execFile)('python3', [script, ...command], { maxBuffer: 16 * 1024 * 1024 });
  return JSON.parse(stdout) as Cost;
}
