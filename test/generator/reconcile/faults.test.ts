import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { generateOnce } from '../../../generator/cli/generate-once.ts';
import { exitCodeOf, printFailure } from '../../../generator/cli/print-failure.ts';
import { generate } from '../../../generator/pipeline.ts';
// @ts-expect-error a plain module, for it is also preloaded into processes
import { breakFileSystem } from '../../support/faulty-fs.mjs';
import { authoredTree, generatedTree, leftovers, makeRegenerated, type RegeneratedPlugin } from '../../support/regenerated-plugin.ts';

/** Every so many calls one is made to fail; FAULT_STEP=1 is every one. */
const STEP = Number(process.env.FAULT_STEP ?? 41);

interface Attempt {
  readonly exitCode: number;
  readonly text: string;
  readonly calls: readonly string[];
}

/** What the command line does with a generation, its messages included. */
async function attempt(root: string, fault: { at: number; fault?: string; stays?: boolean }): Promise<Attempt> {
  const broken = breakFileSystem({ root, ...fault }) as { names: string[]; restore: () => void };
  let text = '';
  const listen = (chunk: unknown): boolean => ((text += String(chunk)), true);
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(listen),
    vi.spyOn(process.stderr, 'write').mockImplementation(listen),
  ];
  try {
    const { exitCode } = await generateOnce(root, {});
    return { exitCode, text, calls: broken.names };
  } catch (error) {
    printFailure(error);
    return { exitCode: exitCodeOf(error), text, calls: broken.names };
  } finally {
    broken.restore();
    for (const spy of spies) spy.mockRestore();
  }
}

/** What is wrong after a call failed and, one run later, with everything. Empty: as it should be. */
async function judge(plugin: RegeneratedPlugin, root: string, { exitCode, text }: Attempt): Promise<string[]> {
  const wrong: string[] = [];
  const expected = exitCode === 0 ? plugin.new : plugin.old;
  if (exitCode !== 0 && exitCode !== 1) wrong.push(`exit code ${exitCode}`);
  if (exitCode === 1 && !/error/.test(text)) wrong.push(`no message: ${text}`);
  if (/\n\s+at |bug in actionsmith/.test(text)) wrong.push(`a stack: ${text}`);
  if (!isSame(generatedTree(root), expected)) wrong.push(`not the ${exitCode === 0 ? 'new' : 'old'} tree (${text.trim()})`);
  await generate({ plugin: root });
  if (!isSame(generatedTree(root), plugin.new)) wrong.push('not the new tree after the next run');
  const authored = authoredTree(root);
  for (const [path, content] of Object.entries(plugin.authored)) if (authored[path] !== content) wrong.push(`${path} was touched`);
  return [...wrong, ...leftovers(root).map((path) => `${path} is left`)];
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

test.each(['ENOSPC', 'EIO', 'EACCES', 'EMFILE'])('%s at any call leaves the old tree, with one message', async (fault) => {
  const plugin = await makeRegenerated();
  const { calls } = await attempt(plugin.copy(), { at: 0 });
  expect(calls.length).toBeGreaterThan(100);
  const wrong: string[] = [];
  for (let at = 1; at <= calls.length; at += STEP)
    for (const stays of fault === 'ENOSPC' ? [false, true] : [false]) {
      const root = plugin.copy();
      const found = await judge(plugin, root, await attempt(root, { at, fault, stays }));
      wrong.push(...found.map((text) => `${at} ${calls[at - 1]}${stays ? ' and later ones' : ''}: ${text.replaceAll(join(root, ''), '')}`));
    }
  expect(wrong).toEqual([]);
});
