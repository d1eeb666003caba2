import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { BackendLogger } from '../../../runtime/logging/backend/backend-logger.ts';
import { ConsoleLogger } from '../../../runtime/logging/console-logger.ts';
import { JsonlLogger } from '../../../runtime/logging/jsonl-logger.ts';
import { Logger } from '../../../runtime/logging/logger.ts';
import { NoOpLogger } from '../../../runtime/logging/no-op-logger.ts';
import { Redactor } from '../../../runtime/redaction/redactor.ts';
import type { Bench, BenchContext, Measured } from '../frame/frame.ts';
import { interleave } from '../frame/interleave.ts';
import { summarise } from '../frame/summary.ts';
import { runSteps } from './run-steps.ts';

const EVENTS = 20_000;
const STEPS = [250, 500, 1_000, 2_000] as const;
/** As a run has them: a few tokens of the environment. */
const SECRETS = Array.from({ length: 8 }, (_, at) => `token-${at}-0123456789abcdef0123456789abcdef`);

export const bench: Bench = {
  note:
    'events a second of CPU time per sink, closing included: a log event with three fields, in a fourth of them a progress. Redacted: with eight ' +
    'secrets to look for. pino writes the same fields to a file, a line at a time, or from a buffer that a killed process loses. ' +
    'Steps: CPU microseconds for each step of a workflow that reports its progress to the backend; the same for any number is linear.',
  packages: ['pino'],
  run,
};

async function run({ out, rounds }: BenchContext): Promise<Measured> {
  const backend = await startBackend();
  const file = (name: string): string => join(out, `${name}.log`);
  const drop = { write: (): void => {} };
  const sinks: Record<string, () => Promise<number>> = {
    NoOp: () => report(new NoOpLogger()),
    'NoOp, redacted': () => report(new Logger(drop, { redactor: new Redactor(...SECRETS) })),
    'Console, piped': () => report(new ConsoleLogger({ stream: drop, interactive: false })),
    'Console, terminal': () => report(new ConsoleLogger({ stream: drop, interactive: true })),
    'Console, JSON': () => report(new ConsoleLogger({ stream: drop, format: 'json' })),
    Jsonl: () => report(new JsonlLogger({ file: file('jsonl') })),
    'Jsonl, redacted': () => report(new JsonlLogger({ file: file('jsonl-redacted'), redactor: new Redactor(...SECRETS) })),
    Backend: () => report(new BackendLogger({ url: backend.url, jobId: '1' })),
    'pino, a line at a time': () => reportToPino(file('pino'), { sync: true, minLength: 0 }),
    'pino, buffered': () => reportToPino(file('pino-buffered'), { sync: false, minLength: 4_096 }),
  };
  const steps = Object.fromEntries(STEPS.map((count) => [`${count} steps`, () => timeSteps(count, backend.url)]));
  mkdirSync(out, { recursive: true });
  const rates = await interleave(sinks, rounds);
  const perStep = await interleave(steps, Math.min(rounds, 11));
  for (const name of ['jsonl', 'jsonl-redacted', 'pino', 'pino-buffered']) rmSync(file(name), { force: true });
  backend.end();
  return {
    rows: [
      ...Object.entries(rates).map(([name, found]) => ({ name, figures: { events: summarise(found, '/s') } })),
      ...Object.entries(perStep).map(([name, found]) => ({ name, figures: { step: summarise(found, 'us') } })),
    ],
  };
}

async function report(logger: Logger): Promise<number> {
  return rate(async () => {
    for (let at = 0; at < EVENTS; at++) {
      if (at % 4 === 0) logger.setProgress(at, EVENTS, 'train');
      else logger.log('epoch_done', { epoch: at, loss: 0.123456, path: '/tmp/checkpoints/model.pt' });
      if (at % 1_000 === 0) await breathe();
    }
    await logger.close();
  });
}

async function reportToPino(file: string, options: { readonly sync: boolean; readonly minLength: number }): Promise<number> {
  const destination = pino.destination({ dest: file, ...options });
  await once(destination, 'ready');
  const logger = pino({ base: null }, destination);
  return rate(async () => {
    for (let at = 0; at < EVENTS; at++) {
      if (at % 4 === 0) logger.info({ type: 'progress', current: at, total: EVENTS, percent: at / EVENTS, category: 'train' });
      else logger.info({ type: 'log', event: 'epoch_done', data: { epoch: at, loss: 0.123456, path: '/tmp/checkpoints/model.pt' } });
      if (at % 1_000 === 0) await breathe();
    }
    destination.end();
    await once(destination, 'close');
  });
}

/** CPU microseconds a step. */
async function timeSteps(count: number, url: string): Promise<number> {
  return (await cpuMicroseconds(() => runSteps(count, new BackendLogger({ url, jobId: '1', intervalMs: 10 })))) / count;
}

/** Events a second of CPU time. */
async function rate(work: () => Promise<void>): Promise<number> {
  return (EVENTS * 1e6) / (await cpuMicroseconds(work));
}

async function cpuMicroseconds(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** As between the parts of any work: what waits gets its turn. */
const breathe = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A server in a process of its own that takes everything. */
async function startBackend(): Promise<{ readonly url: string; readonly end: () => void }> {
  const source =
    "const server = require('node:http').createServer((request, response) => request.resume().on('end', () => response.end('{}')));" +
    "server.listen(0, '127.0.0.1', () => console.log(server.address().port)); process.stdin.on('end', () => process.exit()).resume();";
  const child = spawn(process.execPath, ['-e', source], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: `http://127.0.0.1:${port}`, end: () => child.stdin.end() };
}
