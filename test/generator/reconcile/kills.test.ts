import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { double, sample } from 'fast-check';
import { expect, test } from 'vitest';
import { generate } from '../../../generator/pipeline.ts';
import { takeBackInterrupted } from '../../../generator/reconcile/take-back.ts';
import { makeFolder, TOOLKIT } from '../../support/make-plugin.ts';
import { authoredTree, generatedTree, leftovers, makeRegenerated, type RegeneratedPlugin } from '../../support/regenerated-plugin.ts';

/** Kills at every so many calls of the file system, and so many at random moments; `npm run test:long` kills at each, and 300 times. */
const STEP = Number(process.env.KILL_STEP ?? 75);
const RANDOM_KILLS = Number(process.env.RANDOM_KILLS ?? 2);
const SEED = Number(process.env.SEED ?? 1);

interface Ending {
  readonly signal: NodeJS.Signals | null;
  readonly milliseconds: number;
}

/** The built command line in a process of its own, that ends itself at a call, or is ended after a time. */
function generateAndKill(root: string, { at, after, count }: { at?: number; after?: number; count?: string }): Promise<Ending> {
  const env = {
    ...process.env,
    FAULT_ROOT: root,
    FAULT_AT: String(at ?? 0),
    FAULT: at === undefined ? '' : 'KILL',
    FAULT_COUNT: count ?? '',
  };
  const start = performance.now();
  const preload = join(TOOLKIT, 'test/support/faulty-fs.mjs');
  const child = spawn(process.execPath, ['--import', preload, join(TOOLKIT, 'dist/cli.js'), 'generate', root], { env, stdio: 'ignore' });
  const timer = after === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), after);
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      resolve({ signal, milliseconds: performance.now() - start });
    });
  });
}

/** What is wrong with the tree that the next command finds, and with that of the next generation. */
async function judge(plugin: RegeneratedPlugin, root: string): Promise<string[]> {
  const wrong: string[] = [];
  await takeBackInterrupted({ root, manifestPath: 'generated/contract.json' });
  const found = generatedTree(root);
  if (!isSame(found, plugin.old) && !isSame(found, plugin.new)) wrong.push('neither the old nor the new tree');
  await generate({ plugin: root });
  if (!isSame(generatedTree(root), plugin.new)) wrong.push('not the new tree after the next run');
  const authored = authoredTree(root);
  for (const [path, content] of Object.entries(plugin.authored)) if (authored[path] !== content) wrong.push(`${path} was touched`);
  return [...wrong, ...leftovers(root).map((path) => `${path} is left`)];
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

test('a generation that is killed at a call of the file system leaves the old tree or the new one', async () => {
  const plugin = await makeRegenerated();
  const count = join(makeFolder(), 'count');
  await generateAndKill(plugin.copy(), { count });
  const calls = Number(readFileSync(count, 'utf8'));
  expect(calls).toBeGreaterThan(100);
  const wrong: string[] = [];
  let killed = 0;
  for (let at = STEP; at <= calls; at += STEP) {
    const root = plugin.copy();
    const { signal } = await generateAndKill(root, { at });
    if (signal === 'SIGKILL') killed += 1;
    wrong.push(...(await judge(plugin, root)).map((text) => `call ${at}: ${text}`));
  }
  expect(wrong).toEqual([]);
  // The order of calls varies a little, so that the last ones may not be met.
  expect(killed).toBeGreaterThan(0.9 * Math.floor(calls / STEP));
});

test('a generation that is killed at a random moment leaves the old tree or the new one', async () => {
  const plugin = await makeRegenerated();
  const { milliseconds } = await generateAndKill(plugin.copy(), {});
  const wrong: string[] = [];
  const shares = sample(double({ min: 0.4, max: 1, noNaN: true }), { numRuns: RANDOM_KILLS, seed: SEED }); // before that only modules are read
  for (const share of shares) {
    const root = plugin.copy();
    const after = share * milliseconds;
    await generateAndKill(root, { after });
    wrong.push(...(await judge(plugin, root)).map((text) => `after ${after} ms: ${text}`));
  }
  expect(wrong).toEqual([]);
});
