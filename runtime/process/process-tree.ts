import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A process that cannot be taken for another one: its pid, and when it started in the system's own words. */
export interface NamedProcess {
  readonly pid: number;
  readonly start: string;
}

interface TableRow extends NamedProcess {
  readonly parent: number;
  /** The pid of the process that made the session, which may have ended. The system gives that pid to nobody else as long as the session has a process. */
  readonly session: number;
}

/** The process and all that it started, and those in turn, as they are now; empty where it has ended. */
export function processTree(root: number): NamedProcess[] {
  const table = readTable();
  return withDescendants(
    table,
    table.filter(({ pid }) => pid === root),
  );
}

/** All that live of the session that a process made, and what they started, whether that process itself still lives or not. */
export function sessionOf({ pid: leader, start }: NamedProcess): NamedProcess[] {
  const table = readTable();
  const isAnother = table.some((row) => row.pid === leader && row.start !== start);
  return isAnother
    ? []
    : withDescendants(
        table,
        table.filter(({ session }) => session === leader),
      );
}

function withDescendants(table: readonly TableRow[], roots: readonly TableRow[]): NamedProcess[] {
  const found = new Map<number, NamedProcess>();
  const visit = ({ pid, start }: TableRow): void => {
    if (found.has(pid)) return;
    found.set(pid, { pid, start });
    for (const row of table) if (row.parent === pid) visit(row);
  };
  for (const root of roots) visit(root);
  return [...found.values()];
}

/** Those that still live; a pid that meanwhile names another process does not count. */
export function stillAlive(processes: readonly NamedProcess[]): NamedProcess[] {
  if (processes.length === 0) return [];
  const starts = new Map(readTable().map(({ pid, start }) => [pid, start]));
  return processes.filter(({ pid, start }) => starts.get(pid) === start);
}

function readTable(): TableRow[] {
  return existsSync('/proc/self/stat') ? readProc() : readPs();
}

function readProc(): TableRow[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readStat(Number(name)) : []));
}

function readStat(pid: number): TableRow[] {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return []; // it has ended since the folder was listed
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name in brackets may hold anything
  const [state = '', parent, , session] = fields;
  const start = fields[19];
  const hasEnded = 'ZX'.includes(state); // but its parent has not asked yet
  return hasEnded || start === undefined ? [] : [{ pid, parent: Number(parent), session: Number(session), start }];
}

/** A system without /proc, such as macOS, which does not tell sessions: the group, which has the same number at first, stands in. */
function readPs(): TableRow[] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart='], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, session, state = '', start] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
    return start === undefined || state.startsWith('Z')
      ? []
      : [{ pid: Number(pid), parent: Number(parent), session: Number(session), start }];
  });
}
