/** Entry `actionsmith/otel`: OpenTelemetry spans and metrics of runs. Needs @opentelemetry/api; nothing else of the package loads it. */
export { registerTelemetry, type TelemetryOptions } from './register-telemetry.ts';
export { readTraceContext, writeTraceContext } from './trace-context.ts';
