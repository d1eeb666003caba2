import {
  type Attributes,
  type Context,
  context as contexts,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import type { ObservedRun, RunObserver } from '../action/run-observer.ts';
import { RuntimeContext } from '../context/runtime-context.ts';
import { serializeError } from '../errors/serialize-error.ts';
import type { EventSink } from '../logging/event-sink.ts';
import { Logger } from '../logging/logger.ts';
import { TeeSink } from '../logging/tee-sink.ts';
import type { RunMetrics } from './run-metrics.ts';
import { failSpan, StepSpans } from './step-spans.ts';
import { readTraceContext } from './trace-context.ts';

export interface Telemetry {
  readonly tracer: Tracer;
  readonly metrics: RunMetrics;
  /** Sends what is collected. Called at the end of every run: the process may end right after it. */
  readonly flush: () => Promise<void>;
}

/**
 * Spans and metrics of every run of this process: run → action → step → attempt. The action's span is active while the action runs, so that what its code
 * traces itself comes below it. A run goes under the span that is active where it is started, else under the one that TRACEPARENT names.
 */
export function observeRuns({ tracer, metrics, flush }: Telemetry): RunObserver {
  return {
    async observe(run, ctx, work) {
      const of = attributesOf(run, ctx);
      const { spans, ofRun, ofAction } = openSpans(tracer, run.name, of, parentOf(ctx));
      const { 'actionsmith.run.id': _, ...ofMetrics } = of; // one series a run would be too many
      const began = Date.now();
      const steps = new StepSpans(tracer, ofAction);
      const end = (errorType?: string): void => {
        steps.close(Date.now());
        for (const span of spans) span.end(Date.now());
        metrics.endRun(Date.now() - began, ofMetrics, errorType);
      };
      try {
        const result = await contexts.with(ofAction, () => work(withSink(ctx, sinkOf(steps, metrics, ofMetrics))));
        end();
        return result;
      } catch (error) {
        const serialized = serializeError(ctx.redactor.redactError(error));
        for (const span of spans) failSpan(span, serialized, Date.now());
        end(serialized.code ?? serialized.name);
        throw error;
      } finally {
        await contexts.with(ofRun, flush);
      }
    },
  };
}

interface OpenSpans {
  /** The inner one first, as they end. */
  readonly spans: readonly Span[];
  readonly ofRun: Context;
  readonly ofAction: Context;
}

function openSpans(tracer: Tracer, name: string, attributes: Attributes, parent: Context): OpenSpans {
  const startTime = Date.now(); // the clock of run events
  const run = tracer.startSpan(`run ${name}`, { kind: SpanKind.CONSUMER, attributes, startTime }, parent);
  const ofRun = trace.setSpan(parent, run);
  const action = tracer.startSpan(`action ${name}`, { attributes, startTime }, ofRun);
  return { spans: [action, run], ofRun, ofAction: trace.setSpan(ofRun, action) };
}

function parentOf(ctx: RuntimeContext): Context {
  const active = contexts.active();
  if (trace.getSpanContext(active) !== undefined) return active;
  const remote = readTraceContext(ctx.env.toObject());
  return remote === undefined ? active : trace.setSpanContext(ROOT_CONTEXT, remote);
}

function attributesOf({ name, plugin }: ObservedRun, { jobId }: RuntimeContext): Attributes {
  return {
    'actionsmith.action.name': name,
    ...(plugin !== undefined && { 'actionsmith.plugin.name': plugin }),
    ...(jobId !== undefined && { 'actionsmith.run.id': jobId }),
  };
}

function sinkOf(steps: StepSpans, metrics: RunMetrics, of: Attributes): EventSink {
  return {
    write(event) {
      if (event.type === 'step') steps.write(event);
      metrics.write(event, of);
    },
  };
}

/** The same context, whose logger tells the sink too. Its events are without secrets by then. */
function withSink(ctx: RuntimeContext, sink: EventSink): RuntimeContext {
  const { redactor, env, secrets, language, jobId, client, checkpoint, checkpoints, signal, pluginFolder } = ctx;
  const logger = new Logger(new TeeSink(ctx.logger, sink), { redactor });
  return new RuntimeContext({
    logger,
    env,
    secrets,
    language,
    client,
    signal,
    pluginFolder,
    ...(jobId !== undefined && { jobId }),
    ...(checkpoint && { checkpoint }),
    ...(checkpoints && { checkpoints }),
  });
}
