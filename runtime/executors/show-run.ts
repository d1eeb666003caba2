import type { RunRecorder } from '../history/run-recorder.ts';
import type { EventSink } from '../logging/event-sink.ts';
import { type FollowedRun, followToEnd } from './follow-to-end.ts';
import type { Run } from './run.ts';

export interface ShowRunOptions {
  /** Cancels the run. */
  readonly signal?: AbortSignal | undefined;
  readonly recorder?: RunRecorder | undefined;
}

/** The result of a run that happens elsewhere, while what it reports goes to a sink as if it were here. Throws what the run failed of. */
export async function showRun<End>(
  run: FollowedRun<End> & Pick<Run, 'cancel'>,
  sink: EventSink,
  { signal, recorder }: ShowRunOptions = {},
): Promise<unknown> {
  const cancel = (): void => void run.cancel().catch(() => {}); // the outcome tells how it ended
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await followToEnd(run, (item) => void (item.kind === 'event' && item.event.type !== 'checkpoint' && sink.write(item.event)), {
      recorder,
    });
  } finally {
    signal?.removeEventListener('abort', cancel);
    await sink.close?.();
  }
}
