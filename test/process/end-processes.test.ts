import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { endProcesses } from '../../runtime/process/end-processes.ts';
import { processTree, stillAlive } from '../../runtime/process/process-tree.ts';

test('a process is ended with all that it started, and no other', async () => {
  const child = spawn('sh', ['-c', 'sleep 60 & sleep 60 & echo ready; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  const tree = processTree(child.pid!);
  expect(tree.length).toBe(3);
  const other = { pid: process.pid, start: 'another time' };
  await endProcesses([...tree, other], 0);
  expect(stillAlive(tree)).toEqual([]);
  expect(processTree(child.pid!)).toEqual([]);
});

test('who ends by itself in time is not killed', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => process.exit(7), 100)']);
  const ended = once(child, 'exit');
  await endProcesses(processTree(child.pid!), 20_000);
  expect(await ended).toEqual([7, null]);
});
