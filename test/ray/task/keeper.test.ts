import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { TOOLKIT } from '../../support/make-plugin.ts';

/** A worker that starts a detached process and waits. It prints that one's pid, and the keeper's. */
const WORKER = `
  const child = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  console.log(child.pid, process.ppid);
  setInterval(() => {}, 1000);
`;

test.each([
  { life: 4, control: 5 },
  { life: 65, control: 67 },
])(
  'a keeper that is killed is missed at once, though a detached child lives on (descriptors $life and $control)',
  async ({ life, control }) => {
    const stdio = Array.from({ length: control + 1 }, (_, fd) => ([1, life, control].includes(fd) ? 'pipe' : 'ignore'));
    const command = [join(TOOLKIT, 'runtime/ray/task/shim/keeper.py'), String(life), String(control), process.execPath, '-e', WORKER];
    const started = spawn('python3', command, { stdio });
    const [output] = (await once(started.stdout as Readable, 'data')) as [Buffer];
    const [detached, keeper] = String(output).split(' ').map(Number);
    try {
      const lifeline = started.stdio[life as 3] as Duplex;
      const ended = once(lifeline.resume(), 'end', { signal: AbortSignal.timeout(5000) });
      process.kill(keeper!, 'SIGKILL');
      await ended;
      expect(() => process.kill(detached!, 0)).not.toThrow(); // else it proved nothing
    } finally {
      process.kill(detached!, 'SIGKILL');
    }
  },
);
