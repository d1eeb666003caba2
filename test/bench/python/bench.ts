import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Bench, BenchContext, Measured } from '../frame/frame.ts';
import { interleave } from '../frame/interleave.ts';
import { ratio, summarise } from '../frame/summary.ts';

const EVENTS = 10_000;

export const bench: Bench = {
  note:
    `A Python script and its action, from the start of the interpreter to the end of both: one that reports nothing; one that reports ${EVENTS} times how far ` +
    'it is; and the least that this can cost, the same as lines of JSON on a pipe, each written at once, and parsed by Node without another look at them.',
  packages: [],
  run,
};

const REPORT = `import actionsmith\nfor n in range(${EVENTS}): actionsmith.set_progress(n, ${EVENTS}, "train")\n`;
const LINES = `import json, os\nfor n in range(${EVENTS}): os.write(1, (json.dumps({"type": "progress", "current": n, "total": ${EVENTS}, "category": "train"}) + "\\n").encode())\n`;

async function run({ root, out, rounds }: BenchContext): Promise<Measured> {
  const files = { 'nothing.py': '', 'report.py': REPORT, 'lines.py': LINES };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(out, name), text);
  // Built: the bridge is text in it.
  const { BaseAction, LocalExecutor, NoOpLogger } = (await import(
    pathToFileURL(join(root, 'dist/index.js')).href
  )) as typeof import('../../../runtime/index.ts');
  class Script extends BaseAction<{ readonly file: string }, unknown> {
    override execute(): Promise<unknown> {
      return this.python.run(this.params.file);
    }
  }
  const executor = new LocalExecutor({ pluginFolder: out, logger: new NoOpLogger() });
  const runScript = (file: string): Promise<unknown> => executor.execute(Script, { file });
  try {
    const found = await interleave(
      {
        'a script that reports nothing': () => time(() => runScript('nothing.py')),
        [`${EVENTS} progress events`]: () => time(() => runScript('report.py')),
        'as lines on a pipe': () => time(() => readLines(join(out, 'lines.py'))),
      },
      rounds,
    );
    const least = found['as lines on a pipe']!;
    return {
      rows: Object.entries(found).map(([name, times]) => ({
        name,
        figures: { wall: summarise(times, 'ms'), ...(times !== least && { '×': ratio(times, least) }) },
      })),
    };
  } finally {
    for (const name of Object.keys(files)) rmSync(join(out, name));
  }
}

async function readLines(file: string): Promise<void> {
  const child = spawn('python3', ['-u', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout }))
    seen += (JSON.parse(line) as { type: string }).type === 'progress' ? 1 : 0;
  if (child.exitCode === null) await once(child, 'exit');
  if (seen !== EVENTS) throw new Error(`${seen} of ${EVENTS} lines came`);
}

/** Milliseconds. */
async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
