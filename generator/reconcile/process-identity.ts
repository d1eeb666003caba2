import { readFile } from 'node:fs/promises';

/** When a process was started, in the kernel's clock ticks: a number that was given to another process since has another one. */
export async function startTimeOf(pid: number): Promise<string | undefined> {
  return (await readProcess(pid))?.start;
}

/** Whether the process that had this number and start time is still there. One that was killed and is not yet buried is not. */
export async function isAlive(pid: number, start: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const found = await readProcess(pid);
  return found === undefined || (found.state !== 'Z' && (start === UNKNOWN || found.start === start));
}

/** What stands for a start time where the system does not tell one. */
export const UNKNOWN = '0';

/** Linux alone tells it in a file; elsewhere the number of the process has to do. */
async function readProcess(pid: number): Promise<{ readonly state: string; readonly start: string } | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' '); // the name before it may hold anything
    return { state: fields[0]!, start: fields[19]! };
  } catch {
    return undefined;
  }
}
