import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import type { CheckpointEvent } from '../logging/run-event.ts';
import { forgottenEvent, openedEvent, savedEvent } from './checkpoint-events.ts';
import { CheckpointLedger } from './checkpoint-ledger.ts';
import type { CheckpointStore, StepCheckpoint, Workflow } from './checkpoint-store.ts';

const LINE_END = 0x0a;

/**
 * Checkpoints in a file of JSON lines (CheckpointEvent in schemas/run-event.schema.json), which only grows. What `save` has returned from is on the disk, whatever
 * happens to the process then; a line that broke off is none. The folder is made when it is missing.
 */
export class FileCheckpointStore implements CheckpointStore {
  readonly path: string;
  /** One write after the other, in the order of the calls. */
  #last: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  /** Throws CHECKPOINTS_UNREADABLE, CHECKPOINTS_MISMATCH. Without a workflow it only reads. */
  async load(workflow?: Workflow): Promise<readonly StepCheckpoint[]> {
    await this.#last;
    const ledger = await readLedger(this.path);
    if (workflow === undefined) return ledger.list();
    ledger.refuseOther(workflow);
    // A disk that cannot be written is for `save` to say: it can be lived with, and the file can be read all the same.
    if (ledger.workflow === undefined) await this.#append(openedEvent(workflow)).catch(() => {});
    return ledger.list();
  }

  /** Throws CHECKPOINTS_NOT_WRITTEN. */
  save(checkpoint: StepCheckpoint): Promise<void> {
    return this.#append(savedEvent(checkpoint));
  }

  /** Throws CHECKPOINTS_NOT_WRITTEN. */
  forget(step: string): Promise<void> {
    return this.#append(forgottenEvent(step));
  }

  #append(event: CheckpointEvent): Promise<void> {
    const written = this.#last.then(() => append(this.path, event));
    this.#last = written.catch(() => {});
    return written;
  }
}

async function readLedger(path: string): Promise<CheckpointLedger> {
  const ledger = new CheckpointLedger();
  const lines = (await readText(path)).split('\n');
  lines.pop(); // what stands behind the last line end is nothing, or broke off
  for (const [index, line] of lines.entries()) {
    const event = parse(line);
    if (event === undefined) throw unreadable(`${path}:${index + 1}`, 'this is no checkpoint');
    ledger.apply(event);
  }
  return ledger;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return '';
    throw unreadable(path, reasonOf(error), error);
  }
}

function parse(line: string): CheckpointEvent | undefined {
  try {
    const value = JSON.parse(line) as Partial<CheckpointEvent> | null;
    return value?.type === 'checkpoint' ? (value as CheckpointEvent) : undefined;
  } catch {
    return undefined;
  }
}

async function append(path: string, event: CheckpointEvent): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const end = await endOfLines(file, size);
      if (end < size) await file.truncate(end);
      await file.appendFile(`${JSON.stringify(event)}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ActionsmithError(`the checkpoints cannot be written to ${path}: ${reasonOf(error)}`, {
      code: 'CHECKPOINTS_NOT_WRITTEN',
      cause: error,
    });
  }
}

/** Behind the last line end: a line that broke off must not become the start of the next one. */
async function endOfLines(file: Awaited<ReturnType<typeof open>>, size: number): Promise<number> {
  const bytes = Buffer.alloc(4096);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - bytes.byteLength);
    const { bytesRead } = await file.read(bytes, 0, end - start, start);
    const at = bytes.subarray(0, bytesRead).lastIndexOf(LINE_END);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}

function unreadable(place: string, why: string, cause?: unknown): ActionsmithError {
  return new ActionsmithError(`the checkpoints cannot be read: ${place}: ${why}`, {
    code: 'CHECKPOINTS_UNREADABLE',
    ...(cause !== undefined && { cause }),
  });
}
