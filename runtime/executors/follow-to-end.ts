import type { RunRecorder } from '../history/run-recorder.ts';
import type { RunItem } from '../ray/follow/follow-run.ts';
import type { Run } from './run.ts';

/** A run elsewhere: `follow` gives at its end what its outcome is decided by. */
export interface FollowedRun<End> extends Pick<Run, 'id' | 'state'> {
  follow(signal?: AbortSignal): AsyncGenerator<RunItem, End>;
  outcome(): Outcome<End>;
}

interface Outcome<End> {
  add(item: RunItem): void;
  decide(end: End): unknown;
}

export interface FollowToEndOptions {
  readonly signal?: AbortSignal | undefined;
  /** Keeps what the run reports on this machine too. */
  readonly recorder?: RunRecorder | undefined;
}

/**
 * Hands out what a run does while it happens, and gives its result. Throws what it failed of. Where only the following ends, by the signal or a cluster that
 * is away, the record goes on saying that the run goes on.
 */
export async function followToEnd<End>(
  run: FollowedRun<End>,
  take: (item: RunItem) => void,
  { signal, recorder }: FollowToEndOptions = {},
): Promise<unknown> {
  const outcome = run.outcome();
  const items = run.follow(signal);
  for (;;) {
    const next = await items.next();
    if (next.done) return decide(outcome, next.value, recorder);
    outcome.add(next.value);
    if (next.value.kind === 'event') recorder?.write(next.value.event);
    take(next.value);
  }
}

function decide<End>(outcome: Outcome<End>, end: End, recorder: RunRecorder | undefined): unknown {
  try {
    const result = outcome.decide(end);
    recorder?.succeed(result);
    return result;
  } catch (error) {
    recorder?.fail(error);
    throw error;
  }
}
