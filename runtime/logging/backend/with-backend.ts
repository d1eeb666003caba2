import type { PluginEnvironment } from '../../context/plugin-environment.ts';
import type { EventSink } from '../event-sink.ts';
import { TeeSink } from '../tee-sink.ts';
import { BackendLogger } from './backend-logger.ts';
import { backendOfEnvironment } from './backend-of-environment.ts';

/** The sink, and beside it the backend that the environment of a run names, where it names one. Throws BackendError for an address that cannot be used. */
export function withBackend(sink: EventSink, env: PluginEnvironment, jobId?: string): EventSink {
  const options = backendOfEnvironment(env, jobId);
  if (options?.jobId === undefined) return sink;
  return new TeeSink(sink, new BackendLogger({ ...options, jobId: options.jobId }));
}
