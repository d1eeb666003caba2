import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { BaseAction, BaseStep, LocalExecutor, NoOpLogger, type StepRegistry, type StepContext } from 'actionsmith';
import { registerTelemetry } from 'actionsmith/otel';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { carriedTrace } from '../../runtime/context/carry-trace.ts';

const spans = new InMemorySpanExporter();
const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const meterProvider = new MeterProvider({
  readers: [new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 })],
});
let unregister: () => void;

beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(async () => {
  context.disable();
  await meterProvider.shutdown();
});
beforeEach(() => {
  spans.reset();
  unregister = registerTelemetry({ tracerProvider, meterProvider });
});
afterEach(() => unregister());

type Context = StepContext<{ token?: string }, unknown>;

class Fetch extends BaseStep<Context, string> {
  readonly name = 'fetch';
  override readonly progressWeight = 1;
  override readonly policy = { retry: { attempts: 2, delayMs: 0 } };
  #tries = 0;
  execute(): string {
    tracerProvider.getTracer('author').startSpan('http call').end();
    if (this.#tries++ === 0) throw new TypeError('connection reset');
    return 'data';
  }
}

let failing = false;

class Save extends BaseStep<Context, void> {
  readonly name = 'save';
  override readonly progressWeight = 1;
  execute(steps: Context): void {
    steps.setProgress(1, 2);
    steps.setMetrics({ loss: 0.25, best: 'no number' });
    if (failing) throw new RangeError('disk full');
  }
  override rollback(): void {}
}

class Train extends BaseAction<{ token?: string }, unknown> {
  static override readonly actionName = 'train';
  override setupSteps(registry: StepRegistry<Context>): void {
    registry.register(new Fetch());
    registry.register(new Save());
  }
}

const execute = (params: { token?: string } = {}): Promise<unknown> =>
  new LocalExecutor({ logger: new NoOpLogger(), jobId: 'run-1' }).execute(Train, params);

test('a run leaves spans of itself, its action, its steps and their attempts, each below the one before', async () => {
  failing = false;
  await execute();
  expect(tree()).toEqual([
    'run train',
    '  action train',
    '    http call',
    '    http call',
    '    step fetch',
    '      fetch attempt 1 ! connection reset',
    '      fetch attempt 2',
    '    step save',
    '      save attempt 1',
  ]);
  const run = spans.getFinishedSpans().find(({ name }) => name === 'run train')!;
  expect(run.attributes).toEqual({ 'actionsmith.action.name': 'train', 'actionsmith.run.id': 'run-1' });
});

test('a run that fails says so at every level, with the exception and its kind, and what was undone', async () => {
  failing = true;
  await expect(execute()).rejects.toThrow('step "save" failed: disk full');
  expect(tree()).toEqual([
    'run train ! step "save" failed: disk full',
    '  action train ! step "save" failed: disk full',
    '    http call',
    '    http call',
    '    step fetch',
    '      fetch attempt 1 ! connection reset',
    '      fetch attempt 2',
    '    step save ! disk full',
    '      save attempt 1 ! disk full',
    '    undo save',
  ]);
  const attempt = spans.getFinishedSpans().find(({ name }) => name === 'save attempt 1')!;
  expect(attempt.attributes['error.type']).toBe('RangeError');
  expect(attempt.events[0]).toMatchObject({
    name: 'exception',
    attributes: { 'exception.type': 'RangeError', 'exception.message': 'disk full' },
  });
});

test('a run goes below the span that is active where it is started, and takes it along where it is sent', async () => {
  failing = false;
  const span = tracerProvider.getTracer('caller').startSpan('request');
  const { traceId, spanId } = span.spanContext();
  await context.with(trace.setSpan(context.active(), span), async () => {
    expect(carriedTrace()).toEqual({ TRACEPARENT: `00-${traceId}-${spanId}-01` });
    await execute();
  });
  const run = spans.getFinishedSpans().find(({ name }) => name === 'run train')!;
  expect(run.parentSpanContext?.spanId).toBe(spanId);
});

test('a run that was sent goes below the span that it took along', async () => {
  const env = { TRACEPARENT: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', TRACESTATE: 'vendor=1' };
  failing = false;
  await new LocalExecutor({ logger: new NoOpLogger(), env }).execute(Train, {});
  const run = spans.getFinishedSpans().find(({ name }) => name === 'run train')!;
  expect(run.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(run.parentSpanContext).toMatchObject({ spanId: 'b7ad6b7169203331', isRemote: true });
});

test.each([
  '',
  '00-00000000000000000000000000000000-b7ad6b7169203331-01',
  'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  'nonsense',
])('a TRACEPARENT that says nothing (%j) begins a trace of its own', async (TRACEPARENT) => {
  failing = false;
  await new LocalExecutor({ logger: new NoOpLogger(), env: { TRACEPARENT } }).execute(Train, {});
  expect(spans.getFinishedSpans().find(({ name }) => name === 'run train')!.parentSpanContext).toBeUndefined();
});

test('metrics count runs, attempts and what the action reports', async () => {
  failing = true;
  await expect(execute()).rejects.toThrow();
  await meterProvider.forceFlush();
  const points = metrics
    .getMetrics()
    .at(-1)!
    .scopeMetrics[0]!.metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => ({ name: descriptor.name, attributes, value })),
    );
  const of = (name: string): (typeof points)[number][] => points.filter((point) => point.name === name);
  expect(of('actionsmith.run.duration').map(({ attributes }) => attributes)).toContainEqual({
    'actionsmith.action.name': 'train',
    'error.type': 'STEP_FAILED',
  });
  expect(of('actionsmith.step.attempts').map(({ attributes }) => attributes['actionsmith.step.name'])).toEqual(['fetch', 'save']);
  expect(of('actionsmith.progress').map(({ value }) => value)).toContain(0.5);
});

test('telemetry that cannot be sent does not fail the run, and is said once', async () => {
  failing = false;
  unregister();
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  unregister = registerTelemetry({ tracerProvider, meterProvider, flush: () => Promise.reject(new Error('no collector')) });
  await execute();
  expect(warned.mock.calls).toEqual([['telemetry of a run was not sent: no collector']]);
  warned.mockRestore();
});

test('once it is ended, a run leaves nothing', async () => {
  unregister();
  failing = false;
  await execute();
  expect(spans.getFinishedSpans().map(({ name }) => name)).toEqual(['http call', 'http call']); // the author's own
  expect(carriedTrace()).toEqual({});
});

/** Spans below each other, in the order in which they ended, with what they failed of. */
function tree(): string[] {
  const all = spans.getFinishedSpans();
  const below = (parent: string | undefined, indent: string): string[] =>
    all
      .filter((span) => span.parentSpanContext?.spanId === parent)
      .flatMap((span) => [`${indent}${span.name}${failureOf(span)}`, ...below(span.spanContext().spanId, `${indent}  `)]);
  return below(undefined, '');
}

function failureOf({ status }: ReadableSpan): string {
  return status.code === SpanStatusCode.ERROR ? ` ! ${status.message}` : '';
}
