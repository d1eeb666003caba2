import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { registerTelemetry } from 'actionsmith/otel';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { RayActorExecutor } from '../../../runtime/executors/ray-actor-executor.ts';
import { loadPlugin } from '../../../runtime/discovery/load-plugin.ts';
import { buildModules } from '../../../runtime/ray/bundle/bundle-plugin.ts';
import type { SentSpan } from '../fixtures/tiny/src/telemetry.ts';
import { tinyExecutor, tinyFolder } from '../support/tiny.ts';

const TREE = ['run traced', '  action traced', '    query', '    step fetch', '      fetch attempt 1'];

test('the spans of a job are part of the trace in which it was submitted', async () => {
  const { spans, url } = await startCollector();
  const caller = startTracing();
  const { traceId, spanId, inside } = caller.begin();
  const run = await inside(() => tinyExecutor({ env: { COLLECTOR_URL: url } }).submit<string>('traced', {}));
  expect(await run.result()).toBe('traced');
  expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
  expect(below(spans, spanId)).toEqual(TREE);
});

test('each run of an actor that stays is part of its own trace', async () => {
  const { spans, url } = await startCollector();
  const caller = startTracing();
  await using executor = new RayActorExecutor({
    dashboardUrl: inject('rayDashboardUrl'),
    workingDir: tinyFolder,
    env: { COLLECTOR_URL: url },
    maxActors: 1,
  });
  const traces = [caller.begin(), caller.begin()];
  for (const { inside } of traces) expect(await inside(() => executor.execute('traced', {}))).toBe('traced');
  expect(traces.map(({ spanId }) => below(spans, spanId))).toEqual([TREE, TREE]);
});

test('the bundle of a job holds OpenTelemetry where the action imports it, and else nothing of it', async () => {
  const { registry } = await loadPlugin(tinyFolder);
  const texts = await Promise.all(
    ['traced', 'workflow'].map(async (name) => Object.values(await buildModules(tinyFolder, registry.get(name))).join('\n')),
  );
  expect(texts.map((text) => text.includes('actionsmith.run.duration'))).toEqual([true, false]);
  expect(texts.map((text) => /opentelemetry/i.test(text))).toEqual([true, false]);
});

/** A program that traces; each `begin` is a request of its own. */
function startTracing(): { begin(): { traceId: string; spanId: string; inside<T>(work: () => Promise<T>): Promise<T> } } {
  const tracerProvider = new BasicTracerProvider();
  const unregister = registerTelemetry({ tracerProvider });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  onTestFinished(() => {
    unregister();
    context.disable();
  });
  return {
    begin() {
      const span = tracerProvider.getTracer('caller').startSpan('request', { root: true });
      return { ...span.spanContext(), inside: (work) => context.with(trace.setSpan(context.active(), span), work) };
    },
  };
}

/** Receives spans on this machine. */
async function startCollector(): Promise<{ readonly url: string; readonly spans: SentSpan[] }> {
  const spans: SentSpan[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      spans.push(...(JSON.parse(body) as SentSpan[]));
      response.end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans };
}

function below(spans: readonly SentSpan[], parent: string, indent = ''): string[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .flatMap(({ name, spanId }) => [`${indent}${name}`, ...below(spans, spanId, `${indent}  `)]);
}
