import { readdirSync, readFileSync } from 'node:fs';

/** The processes of this machine that work for a run of a pipeline: the driver by the file of its package, the workers beside it and of jobs by theirs. */
export function processesOf(runId: string, file: 'pipeline.json' | 'run.json'): number[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && isOf(pid, runId, file))
    .map(Number);
}

export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it ended by itself
    }
  }
}

function isOf(pid: string, runId: string, file: string): boolean {
  try {
    const [program = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return program.endsWith('node') && readFileSync(`/proc/${pid}/cwd/${file}`, 'utf8').includes(runId);
  } catch {
    return false;
  }
}
