import { RunCancelled } from '../../errors/run-cancelled.ts';
import { ConsoleLogger } from '../../logging/console-logger.ts';
import { type FollowedRun, followToEnd } from '../../executors/follow-to-end.ts';
import type { EventSink } from '../../logging/event-sink.ts';
import { NoOpLogger } from '../../logging/no-op-logger.ts';
import { stopOnSignals } from '../../process/stop-on-signals.ts';
import type { RunItem } from '../../ray/follow/follow-run.ts';
import { printResult } from '../print-result.ts';
import type { RunHistory } from '../run-history.ts';
import { sayPending } from './say-pending.ts';

export interface FollowOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Keeps what the job reports on this machine too. */
  readonly history?: Pick<RunHistory, 'recorder'> | undefined;
}

/** What Ctrl-C does. */
export interface Interruption {
  /** Aborts where the following ends with it. */
  readonly signal?: AbortSignal;
  readonly release: () => void;
}

/**
 * Shows a run on stderr as if it were local, progress included (with `json`, an event a line), and prints its result on stdout. Throws what it failed of.
 * Ctrl-C ends the waiting, not the job, unless `interruption` says otherwise.
 */
export async function followJob<End>(
  run: FollowedRun<End>,
  options: FollowOptions,
  signal?: AbortSignal,
  left: Interruption = leaveOnInterrupt(run.id),
): Promise<void> {
  const screen = new Screen(options.quiet ? new NoOpLogger() : new ConsoleLogger({ format: options.json ? 'json' : 'text' }));
  const started = sayPending(run, (sentence) => screen.say(sentence));
  const signals = [signal, left.signal].filter((one) => one !== undefined);
  const show = (item: RunItem): void => {
    started();
    screen.show(item);
  };
  try {
    const result = await followToEnd(run, show, { signal: AbortSignal.any(signals), recorder: options.history?.recorder });
    await screen.close();
    printResult(result, options);
  } finally {
    started();
    await screen.close();
    left.release();
  }
}

/** In characters: a log without a line break must not fill the memory. */
const LONGEST_LINE = 64 * 1024;

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
    else this.say(`what the run reports is incomplete: ${item.why}`, 'warning');
  }

  say(message: string, context: 'info' | 'warning' = 'info'): void {
    this.#sink.write({ type: 'message', time: Date.now(), message, context });
  }

  async close(): Promise<void> {
    this.#print(this.#decoder.decode());
    if (this.#line !== '') this.say(this.#line);
    this.#line = '';
    await this.#sink.close?.();
  }

  #print(text: string): void {
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.say(line.replace(/\r$/, ''));
    if (this.#line.length < LONGEST_LINE) return;
    this.say(this.#line);
    this.#line = '';
  }
}

function leaveOnInterrupt(id: string): Interruption {
  const controller = new AbortController();
  const release = stopOnSignals(
    () => controller.abort(new RunCancelled(`no longer waiting; job ${id} goes on. Stop it with: actionsmith jobs stop ${id}`)),
    (signal) => process.stderr.write(`ended at once by ${signal}; job ${id} goes on\n`),
  );
  return { signal: controller.signal, release };
}
