import { RunCancelled } from '../../errors/run-cancelled.ts';
import type { RayRun } from '../../executors/ray-run.ts';
import { ConsoleLogger } from '../../logging/console-logger.ts';
import type { EventSink } from '../../logging/event-sink.ts';
import { NoOpLogger } from '../../logging/no-op-logger.ts';
import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import type { RunRecorder } from '../../history/run-recorder.ts';
import { stopOnSignals } from '../../process/stop-on-signals.ts';
import type { RunItem } from '../../ray/follow/follow-run.ts';
import type { RunOutcome } from '../../ray/follow/run-outcome.ts';
import { printResult } from '../print-result.ts';
import type { RunHistory } from '../run-history.ts';

export interface FollowOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Keeps what the job reports on this machine too. */
  readonly history?: Pick<RunHistory, 'recorder'> | undefined;
}

/**
 * Shows a run on stderr as if it were local, progress included (with `json`, an event a line), and prints its result on stdout. Throws what it failed of.
 * Ctrl-C ends the waiting, not the job.
 */
export async function followJob(run: RayRun, options: FollowOptions, signal?: AbortSignal): Promise<void> {
  const screen = new Screen(options.quiet ? new NoOpLogger() : new ConsoleLogger({ format: options.json ? 'json' : 'text' }));
  const left = leaveOnInterrupt(run.id);
  const recorder = options.history?.recorder;
  const outcome = run.outcome();
  const items = run.follow(signal ? AbortSignal.any([signal, left.signal]) : left.signal);
  try {
    for (;;) {
      const next = await items.next();
      if (next.done) {
        await screen.close();
        return printResult(decide(outcome, next.value, recorder), options);
      }
      outcome.add(next.value);
      if (next.value.kind === 'event') recorder?.write(next.value.event);
      screen.show(next.value);
    }
  } finally {
    await screen.close();
    left.release();
  }
}

/** The job has ended, and how is kept. Where only the following ended, the record goes on saying that it runs. */
function decide(outcome: RunOutcome, job: JobDetails, recorder: RunRecorder | undefined): unknown {
  try {
    const result = outcome.decide(job);
    recorder?.succeed(result);
    return result;
  } catch (error) {
    recorder?.fail(error);
    throw error;
  }
}

/** Output of the action as whole lines between the events, so that neither tears a progress bar; control characters cannot reach the terminal. */
class Screen {
  readonly #sink: EventSink;
  readonly #decoder = new TextDecoder();
  #line = '';

  constructor(sink: EventSink) {
    this.#sink = sink;
  }

  show(item: RunItem): void {
    if (item.kind === 'event') this.#sink.write(item.event);
    else if (item.kind === 'output') this.#print(this.#decoder.decode(item.bytes, { stream: true }));
    else this.#say(`what the run reports is incomplete: ${item.why}`, 'warning');
  }

  async close(): Promise<void> {
    this.#print(this.#decoder.decode());
    if (this.#line !== '') this.#say(this.#line);
    this.#line = '';
    await this.#sink.close?.();
  }

  #print(text: string): void {
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.#say(line.replace(/\r$/, ''));
  }

  #say(message: string, context: 'info' | 'warning' = 'info'): void {
    this.#sink.write({ type: 'message', time: Date.now(), message, context });
  }
}

function leaveOnInterrupt(id: string): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const release = stopOnSignals(
    () => controller.abort(new RunCancelled(`no longer waiting; job ${id} goes on. Stop it with: actionsmith jobs stop ${id}`)),
    (signal) => process.stderr.write(`ended at once by ${signal}; job ${id} goes on\n`),
  );
  return { signal: controller.signal, release };
}
