import { type Context, createTraceState, isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';

/** W3C Trace Context, level 1: version, trace id, span id, flags. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

/** The variables by which a process that is started finds its place in the trace: TRACEPARENT and TRACESTATE. Empty where no span is active. */
export function writeTraceContext(context: Context): Record<string, string> {
  const span = trace.getSpanContext(context);
  if (span === undefined || !isSpanContextValid(span)) return {};
  const flags = span.traceFlags.toString(16).padStart(2, '0');
  const state = span.traceState?.serialize();
  return { TRACEPARENT: `00-${span.traceId}-${span.spanId}-${flags}`, ...(state && { TRACESTATE: state }) };
}

/** The span, of another process, that the variables name. Undefined where they name none. */
export function readTraceContext(env: Readonly<Record<string, string | undefined>>): SpanContext | undefined {
  const [, version, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(env['TRACEPARENT'] ?? '') ?? [];
  if (version === undefined || version === 'ff') return undefined;
  const state = env['TRACESTATE'];
  const span: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
    ...(state && { traceState: createTraceState(state) }),
  };
  return isSpanContextValid(span) ? span : undefined;
}
