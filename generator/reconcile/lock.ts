import { mkdir, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ActionsmithError } from '../../runtime/errors.ts';
import { isAlive, startTimeOf, UNKNOWN } from './process-identity.ts';
import { workingFolder } from './working-folder.ts';

const WAIT_MS = 10_000;
const PREFIX = 'lock,';
/** A holder on another machine cannot be asked whether it lives; none writes for longer than this. */
const FOREIGN_MS = 60_000;

/**
 * Runs `work` while no other generator writes to the same plugin; waits up to 10 s for the other one. Who wants to write makes a file that
 * names its process, and has the lock when no other such file is there. So a file of a dead process can be removed by anyone at any time.
 */
export async function withLock<T>(root: string, work: () => Promise<T>, waitMs: number = WAIT_MS): Promise<T> {
  const folder = workingFolder(root);
  const claim = await acquire(folder, waitMs);
  try {
    return await work();
  } finally {
    await giveUp(claim);
    await rmdir(folder).catch(() => undefined); // stays while others wait, or while something has to be taken back
  }
}

/** Claims of this process that nobody stands behind any more, whether they could be removed or not: it may live on for days, and watch. */
const givenUp = new Set<string>();

/** Whether a file of the working folder says that a generator holds the lock, or waits for it. */
export function isClaim(name: string): boolean {
  return name.startsWith(PREFIX);
}

interface Holder {
  readonly pid: number;
  /** ` on <name>`, where it is another machine. */
  readonly host: string;
  readonly claim: string;
  readonly since: Date;
}

async function acquire(folder: string, waitMs: number): Promise<string> {
  const end = performance.now() + waitMs;
  for (;;) {
    const holder = await findHolder(folder);
    if (holder !== undefined && performance.now() > end) throw locked(holder, waitMs);
    const claim = holder === undefined ? await tryToHold(folder, end + WAIT_MS) : undefined;
    if (claim !== undefined) return claim;
    await sleep(10 + Math.random() * 40); // two that claim at once must not do so again at once
  }
}

/** Undefined where another one claims it too. */
async function tryToHold(folder: string, end: number): Promise<string | undefined> {
  const start = (await startTimeOf(process.pid)) ?? UNKNOWN;
  const claim = join(folder, [PREFIX + process.pid, start, randomBytes(4).toString('hex'), encodeURIComponent(hostname())].join(','));
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(claim, '', { flag: 'wx' });
    if ((await findHolder(folder, claim)) === undefined) return claim;
  } catch (error) {
    await giveUp(claim);
    // Who has just finished removes the folder, even while it is being made here.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && performance.now() < end) return undefined;
    throw error;
  }
  await giveUp(claim);
  return undefined;
}

/** What cannot be removed now is removed by the next one who looks. */
async function giveUp(claim: string): Promise<void> {
  givenUp.add(claim);
  await rm(claim, { force: true }).catch(() => undefined);
}

/** A live generator beside our own claim. What dead ones left is removed. */
async function findHolder(folder: string, own?: string): Promise<Holder | undefined> {
  for (const name of await listIfThere(folder)) {
    const claim = join(folder, name);
    if (!isClaim(name) || claim === own) continue;
    const holder = await readClaim(claim);
    if (holder !== undefined) return holder;
    await rm(claim, { force: true });
  }
  return undefined;
}

/** Undefined where nobody stands behind it any more. */
async function readClaim(claim: string): Promise<Holder | undefined> {
  const [pid = '', start = '', , host = ''] = basename(claim).slice(PREFIX.length).split(',');
  const since = await timeOf(claim);
  if (since === undefined || givenUp.has(claim)) return undefined;
  const isHere = host === encodeURIComponent(hostname());
  const isHeld = isHere ? await isAlive(Number(pid), start) : Date.now() - since.getTime() < FOREIGN_MS;
  return isHeld ? { pid: Number(pid), host: isHere ? '' : ` on ${decodeURIComponent(host)}`, claim, since } : undefined;
}

async function timeOf(path: string): Promise<Date | undefined> {
  try {
    return (await stat(path)).mtime;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function listIfThere(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function locked({ pid, host, claim, since }: Holder, waitMs: number): ActionsmithError {
  const message = `another generator (process ${pid}${host}, since ${since.toISOString()}) is writing to this plugin, and did not finish in ${waitMs / 1000} s; end it, or if it is none, delete ${claim}`;
  return new ActionsmithError(message, { code: 'GENERATOR_LOCKED', retryable: true });
}
