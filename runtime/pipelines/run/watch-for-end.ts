import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { RunCancelled } from '../../errors/run-cancelled.ts';
import { backoffMs, pause } from '../../timing/backoff.ts';
import type { PipelineRecords } from '../records.ts';

/** What is heard of a run from elsewhere. */
export interface EndWatch {
  /** Aborts when the run is cancelled here or by somebody else, and when another process goes on with it. */
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

/** Hears whether somebody else ends a run that goes on here. Records that are away say nothing, and are asked again. */
export function watchForEnd(records: PipelineRecords, runId: string, attempt: number, outer: AbortSignal | undefined): EndWatch {
  const ended = new AbortController();
  const stopped = new AbortController();
  void listen();
  return { signal: outer === undefined ? ended.signal : AbortSignal.any([ended.signal, outer]), stop: () => stopped.abort() };

  async function listen(): Promise<void> {
    for (let failures = 1; !stopped.signal.aborted; failures++) {
      try {
        for await (const { status, attempt: now } of records.watch(runId, stopped.signal)) {
          failures = 0;
          if (now > attempt) return ended.abort(takenOver(runId));
          if (status === 'CANCELLED') return ended.abort(new RunCancelled(`run ${runId} was cancelled`));
        }
        return;
      } catch {
        if (stopped.signal.aborted) return;
        await pause(backoffMs(failures), stopped.signal).catch(() => {});
      }
    }
  }
}

function takenOver(runId: string): ActionsmithError {
  return new ActionsmithError(`another process goes on with run ${runId}`, { code: 'RUN_TAKEN_OVER' });
}
