import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `actionsmith-kit-4711-x7Gh2k`: whose process has it, and six letters. */
const NAME = /^actionsmith-kit-(\d+)-\w{6}$/;
const FORGOTTEN_AFTER_MS = 3_600_000;

const open = new Set<TemporaryFolder>();

/** An empty folder for one test, made when it is asked for. */
export class TemporaryFolder {
  #path: string | undefined;

  get path(): string {
    this.#path ??= this.#make();
    return this.#path;
  }

  get exists(): boolean {
    return this.#path !== undefined;
  }

  remove(): void {
    open.delete(this);
    if (this.#path !== undefined) rmSync(this.#path, { recursive: true, force: true });
  }

  /** It goes when the process ends; where a framework kills its processes, when a later one asks for its first folder. */
  #make(): string {
    if (open.size === 0) {
      removeForgotten();
      process.once('exit', () => open.forEach((folder) => folder.remove()));
    }
    open.add(this);
    return realpathSync(mkdtempSync(join(tmpdir(), `actionsmith-kit-${process.pid}-`)));
  }
}

/** Folders of processes that are gone, and have been for a while: a process in another container has a number of its own. */
function removeForgotten(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = NAME.exec(name)?.[1];
    const path = join(tmpdir(), name);
    if (pid !== undefined && !isRunning(Number(pid)) && isForgotten(path)) rmSync(path, { recursive: true, force: true });
  }
}

function isForgotten(path: string): boolean {
  const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
  return Date.now() - mtimeMs > FORGOTTEN_AFTER_MS;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
