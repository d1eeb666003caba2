import { readFileSync } from 'node:fs';

/**
 * When a process started, in the system's own words: with the pid it names a process for ever, as a pid alone does not. Undefined for a process that
 * has ended, and where the system has no /proc.
 */
export function processStart(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name in brackets may hold anything
  const [state = ''] = fields;
  return 'ZX'.includes(state) ? undefined : fields[19]; // ended, but its parent has not asked yet
}
