import { context as contexts, metrics as meters, type MeterProvider, trace, type TracerProvider } from '@opentelemetry/api';
import { setRunObserver } from '../action/run-observer.ts';
import { setTraceCarrier } from '../context/carry-trace.ts';
import { observeRuns } from './observe-runs.ts';
import { RunMetrics } from './run-metrics.ts';
import { writeTraceContext } from './trace-context.ts';

const NAME = 'actionsmith';
const FLUSH_MS = 5_000;

export interface TelemetryOptions {
  /** Default: the one that is registered with @opentelemetry/api. */
  readonly tracerProvider?: TracerProvider;
  /** Default: the one that is registered with @opentelemetry/api. */
  readonly meterProvider?: MeterProvider;
  /** Sends what is collected: `() => provider.forceFlush()`. Waited for at the end of every run, 5 s at most; a failure is a warning of the process. */
  readonly flush?: () => unknown;
}

/**
 * From here on every run of this process leaves spans (run → action → step → attempt) and metrics, and a run that is sent elsewhere takes the trace
 * along. Call it once: in your program, and in a module that the action imports where it runs on a cluster. Gives the function that ends it.
 */
export function registerTelemetry(options: TelemetryOptions = {}): () => void {
  const tracer = (options.tracerProvider ?? trace).getTracer(NAME);
  const metrics = new RunMetrics((options.meterProvider ?? meters).getMeter(NAME));
  setRunObserver(observeRuns({ tracer, metrics, flush: () => flushBounded(options.flush) }));
  setTraceCarrier(() => writeTraceContext(contexts.active()));
  return () => {
    setRunObserver(undefined);
    setTraceCarrier(undefined);
  };
}

/** Telemetry that cannot be sent never fails or holds up a run. */
async function flushBounded(flush: (() => unknown) | undefined): Promise<void> {
  if (flush === undefined) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nobody took it within ${FLUSH_MS / 1000} s`)), FLUSH_MS);
  });
  try {
    await Promise.race([flush(), late]);
  } catch (error) {
    process.emitWarning(`telemetry of a run was not sent: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}
