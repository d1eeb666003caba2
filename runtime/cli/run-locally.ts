import type { ActionSpec } from '../action/action-spec.ts';
import { LocalExecutor } from '../executors/local-executor.ts';
import { ConsoleLogger } from '../logging/console-logger.ts';
import type { EventSink } from '../logging/event-sink.ts';
import { NoOpLogger } from '../logging/no-op-logger.ts';
import { cancelOnSignals } from './catch-signals.ts';
import { printResult } from './print-result.ts';

export { failWith } from './fail-with.ts';

/** Runs an action in this process, shows on stderr what it reports, and prints its result. Throws what it failed of. */
export async function runLocally(
  spec: ActionSpec,
  params: unknown,
  choice: string,
  options: { readonly json?: boolean; readonly quiet?: boolean },
): Promise<void> {
  const { signal, release } = cancelOnSignals();
  const logger = options.quiet ? new NoOpLogger() : announce(`${spec.name} runs in this process ${choice}`);
  try {
    printResult(await new LocalExecutor({ logger, signal }).execute(spec, params), options);
  } finally {
    release();
    endSoon();
  }
}

/** Says the line once the params are known to fit, then shows what the run reports. */
function announce(line: string): EventSink {
  const terminal = new ConsoleLogger();
  return {
    write(event) {
      if (event.type === 'started') process.stderr.write(`${line}\n`);
      terminal.write(event);
    },
    close: () => terminal.close(),
  };
}

/** An action that leaves a timer or a connection open must not keep the command from ending. Fires only when something is. */
function endSoon(): void {
  setTimeout(() => process.exit(), 1_000).unref();
}
