import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { followRun } from '../../../runtime/ray/follow/follow-run.ts';
import { RayJobsClient } from '../../../runtime/ray/jobs-client.ts';
import { type LocalCluster, startLocalCluster } from '../../../runtime/ray/local-cluster.ts';
import { RAY_VERSION } from '../../../runtime/ray/ray-venv.ts';
import type { Bench, BenchContext, Measured, Row } from '../frame/frame.ts';
import { startAsked } from '../frame/asked-process.ts';
import { interleave } from '../frame/interleave.ts';
import { ratio, summarise } from '../frame/summary.ts';

export const bench: Bench = {
  note:
    'submit to result: the same shell command as a job, from the submission until its output is there; the Python client is warm, and asks for the status every ' +
    '100 ms. Cold submit: a whole process of the command line, of an action with its bundle and of a shell command. Log latency: from a line that a job prints, one ' +
    'every two seconds, until it is read here, by two who follow the same job. × is of the Python contender, in the same round, and for the same line.',
  packages: [],
  run,
};

let counter = 0;
const freshId = (name: string): string => `bench_${name}_${process.pid}_${counter++}`;

async function run({ root, out, rounds }: BenchContext): Promise<Measured> {
  const cluster = await startLocalCluster({ folder: root });
  try {
    const rows = [
      ...(await compare(
        'submit to result',
        { actionsmith: () => submitToResult(cluster), 'Python client': pythonClient(cluster, root) },
        rounds,
      )),
      ...(await compare('cold submit', { actionsmith: () => coldSubmit(cluster, root), 'ray job submit': () => coldRay(cluster) }, rounds)),
      ...rowsOf('log latency', await logLatencies(cluster, out, rounds)),
    ];
    return { rows, versions: { ray: RAY_VERSION } };
  } finally {
    for (const end of ends) end();
    await cluster.stop();
  }
}

async function compare(what: string, contenders: Readonly<Record<string, () => Promise<number>>>, rounds: number): Promise<Row[]> {
  return rowsOf(what, await interleave(contenders, rounds));
}

/** The first contender is ours. */
function rowsOf(what: string, found: Readonly<Record<string, number[]>>): Row[] {
  const [ours = [], theirs = []] = Object.values(found);
  return Object.entries(found).map(([name, samples], at) => ({
    name: `${what}: ${name}`,
    figures: { time: summarise(samples, 'ms'), ...(at === 0 && { ratio: ratio(ours, theirs) }) },
  }));
}

async function submitToResult({ dashboardUrl }: LocalCluster): Promise<number> {
  const client = new RayJobsClient({ address: dashboardUrl });
  const id = freshId('ours');
  const started = performance.now();
  await client.submit({ entrypoint: 'echo done-of-it', submission_id: id });
  let text = '';
  for await (const item of followRun(client, id)) if (item.kind === 'output') text += Buffer.from(item.bytes).toString();
  const took = performance.now() - started;
  if (text !== 'done-of-it\n') throw new Error(`the job printed ${JSON.stringify(text)}`);
  return took;
}

const ends: (() => void)[] = [];

function pythonClient({ dashboardUrl, venv }: LocalCluster, root: string): () => Promise<number> {
  const asked = startAsked(join(venv.bin, 'python'), [join(root, 'test/bench/jobs/client.py'), dashboardUrl]);
  ends.push(asked.end);
  return async () => {
    const question = { entrypoint: 'echo done-of-it', id: freshId('python'), expected: 'done-of-it' };
    const { milliseconds, found } = (await asked.ask(question)) as { milliseconds: number; found: boolean };
    if (!found) throw new Error('the log of the Python client lacks what the job printed');
    return milliseconds;
  };
}

function coldSubmit({ dashboardUrl }: LocalCluster, root: string): Promise<number> {
  const plugin = join(root, 'test/ray/fixtures/tiny');
  const words = [
    'jobs',
    'submit',
    'echo',
    '--plugin',
    plugin,
    '--address',
    dashboardUrl,
    '--params',
    '{"text":"x"}',
    '--quiet',
    '--no-history',
  ];
  return timeProcess(process.execPath, [join(root, 'dist/cli.js'), ...words]);
}

function coldRay({ dashboardUrl, venv }: LocalCluster): Promise<number> {
  return timeProcess(venv.ray, ['job', 'submit', '--address', dashboardUrl, '--no-wait', '--submission-id', freshId('ray'), '--', 'true']);
}

async function timeProcess(command: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, PATH: `${dirname(command)}:${process.env['PATH']}` } });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
  return performance.now() - started;
}

/**
 * How late each line is for two who follow the same job. The job waits until both do; the lines are far apart, each after another time, so that none is hurried
 * along by the one before it. The first line does not count.
 */
async function logLatencies({ dashboardUrl, venv }: LocalCluster, out: string, lines: number): Promise<Record<string, number[]>> {
  const client = new RayJobsClient({ address: dashboardUrl });
  const id = freshId('latency');
  const gate = join(out, id);
  const print = `let i=0;(function next(){console.log("at "+i+" "+Date.now());if(i++<${lines})setTimeout(next,1500+i*377%1000)})()`;
  await client.submit({ entrypoint: `echo ready; until [ -e ${gate} ]; do sleep 0.1; done; exec node -e '${print}'`, submission_id: id });
  const meters = { actionsmith: new LatencyMeter(), 'ray job logs --follow': new LatencyMeter() };
  const theirs = meters['ray job logs --follow'];
  const child = spawn(venv.ray, ['job', 'logs', '--address', dashboardUrl, '--follow', id], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PYTHONUNBUFFERED: '1' },
  });
  const ended = once(child, 'exit');
  createInterface({ input: child.stdout }).on('line', (line) => theirs.add(`${line}\n`));
  const followed = follow(client, id, meters.actionsmith);
  await Promise.all(Object.values(meters).map((meter) => meter.begun));
  writeFileSync(gate, '');
  await Promise.all([followed, ended]);
  rmSync(gate);
  return Object.fromEntries(Object.entries(meters).map(([name, meter]) => [name, meter.latencies(lines)]));
}

async function follow(client: RayJobsClient, id: string, meter: LatencyMeter): Promise<void> {
  for await (const item of followRun(client, id)) if (item.kind === 'output') meter.add(Buffer.from(item.bytes).toString());
}

class LatencyMeter {
  readonly #found = new Map<number, number>();
  #begin!: () => void;
  readonly begun: Promise<void> = new Promise((resolve) => (this.#begin = resolve));

  add(text: string): void {
    const now = Date.now();
    if (text.includes('ready')) this.#begin();
    for (const [, line, at] of text.matchAll(/^at (\d+) (\d+)$/gm)) this.#found.set(Number(line), now - Number(at));
  }

  latencies(lines: number): number[] {
    return Array.from({ length: lines }, (_, index) => {
      const latency = this.#found.get(index + 1);
      if (latency === undefined) throw new Error(`line ${index + 1} of ${lines} did not arrive`);
      return latency;
    });
  }
}
