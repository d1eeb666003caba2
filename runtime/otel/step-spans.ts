import { type Context, type Span, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { SerializedError, StepEvent } from '../logging/run-event.ts';

interface OpenStep {
  readonly name: string;
  readonly span: Span;
  readonly context: Context;
}

/** Spans of steps and their attempts, by the events of a run. They begin and end when the events say so. */
export class StepSpans {
  readonly #tracer: Tracer;
  readonly #parent: Context;
  #step: OpenStep | undefined;
  #attempt: Span | undefined;

  /** `parent`: the context of the action's span. */
  constructor(tracer: Tracer, parent: Context) {
    this.#tracer = tracer;
    this.#parent = parent;
  }

  write(event: StepEvent): void {
    switch (event.status) {
      case 'started':
        return this.#start(event);
      case 'failed':
        return this.#fail(event);
      case 'finished':
        this.#endAttempt(event.time);
        return this.#endStep(event.time);
      case 'skipped':
      case 'restored':
        return this.#skip(event);
      case 'undone':
        return this.#undo(event);
    }
  }

  /** The run is over: what has not ended by then never will. */
  close(time: number): void {
    this.#endAttempt(time);
    this.#endStep(time);
  }

  #start({ step, attempt = 1, time }: StepEvent): void {
    if (this.#step?.name !== step) this.#endStep(time);
    this.#step ??= this.#open(step, time);
    const attributes = { 'actionsmith.step.name': step, 'actionsmith.step.attempt': attempt };
    this.#attempt = this.#tracer.startSpan(`${step} attempt ${attempt}`, { startTime: time, attributes }, this.#step.context);
  }

  #fail({ step, time, error, retryInMs }: StepEvent): void {
    this.#step ??= this.#open(step, time); // it failed before its first attempt
    if (this.#attempt !== undefined) failSpan(this.#attempt, error, time);
    this.#endAttempt(time);
    if (retryInMs !== undefined) return void this.#step.span.addEvent('retry', { 'actionsmith.step.retry_in_ms': retryInMs }, time);
    failSpan(this.#step.span, error, time);
    this.#endStep(time);
  }

  /** A step that was begun and then found nothing to do has a span already. */
  #skip({ step, status, time }: StepEvent): void {
    this.#step ??= this.#open(step, time);
    this.#step.span.setAttribute('actionsmith.step.status', status);
    this.#endAttempt(time);
    this.#endStep(time);
  }

  #undo({ step, time, durationMs = 0, error }: StepEvent): void {
    const options = { startTime: time - durationMs, attributes: { 'actionsmith.step.name': step } };
    const span = this.#tracer.startSpan(`undo ${step}`, options, this.#parent);
    if (error !== undefined) failSpan(span, error, time);
    span.end(time);
  }

  #open(name: string, time: number): OpenStep {
    const span = this.#tracer.startSpan(`step ${name}`, { startTime: time, attributes: { 'actionsmith.step.name': name } }, this.#parent);
    return { name, span, context: trace.setSpan(this.#parent, span) };
  }

  #endAttempt(time: number): void {
    this.#attempt?.end(time);
    this.#attempt = undefined;
  }

  #endStep(time: number): void {
    this.#step?.span.end(time);
    this.#step = undefined;
  }
}

/** OpenTelemetry: an exception is an event of the span, and `error.type` says what kind it is. */
export function failSpan(span: Span, error: SerializedError | undefined, time?: number): void {
  const { name = 'Error', message = '', code, stack } = error ?? {};
  span.setStatus({ code: SpanStatusCode.ERROR, message });
  span.setAttribute('error.type', code ?? name);
  span.addEvent(
    'exception',
    { 'exception.type': name, 'exception.message': message, ...(stack && { 'exception.stacktrace': stack }) },
    time,
  );
}
