import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { ExecutionError } from '../errors/execution-error.ts';
import { ofTheToolkit } from '../steps/settle-or-abandon.ts';
import type { LineSplitter } from './line-splitter.ts';
import type { PrintedOutput } from './printed-output.ts';
import { BRIDGE_PACKAGE } from './write-bridge.ts';

export interface ScriptStart {
  readonly interpreter: string;
  /** The folder with the Python package. */
  readonly bridge: string;
  readonly file: string;
  readonly args: readonly (string | number)[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly events: LineSplitter;
  readonly output: PrintedOutput;
}

/** How a script ended: its exit code, or the signal that killed it. */
export interface ScriptEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** False where it is the end of the interpreter that should have run it, or kept it. */
  readonly isOfScript: boolean;
}

/** For what is still in the pipes where a process that nobody knows holds them open. */
const DRAIN_MS = 2_000;

/** Starts the script below a keeper, and resolves when no process of its family is left and all that it said was heard. */
export function startScript(start: ScriptStart): Promise<ScriptEnd> {
  const { interpreter, bridge, file, args, cwd, signal, events, output } = start;
  const env = { ...start.env, PYTHONPATH: [bridge, start.env['PYTHONPATH']].filter(Boolean).join(delimiter) };
  const command = ['-u', join(bridge, BRIDGE_PACKAGE, '_run.py'), file, ...args.map(String)];
  // In a session of its own: a Ctrl-C in the terminal is for the action, which then ends the script.
  const keeper = spawn(interpreter, command, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    const said: Buffer[] = [];
    const [, stdout, stderr, records, lifeline] = keeper.stdio as unknown as [null, Readable, Readable, Duplex, Duplex];
    const end = ofTheToolkit(() => void lifeline.write('T'));
    const leave = (): void => signal.removeEventListener('abort', end);
    keeper.once('error', (cause) => {
      leave();
      reject(new ExecutionError(`${interpreter} cannot be started: ${cause.message}`, { code: 'PYTHON_MISSING', cause }));
    });
    if (keeper.pid === undefined) return;
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
    stdout.on('data', (chunk: Buffer) => output.print(process.stdout, chunk));
    stderr.on('data', (chunk: Buffer) => output.print(process.stderr, chunk));
    records.on('data', (chunk: Buffer) => events.add(chunk));
    lifeline.on('data', (chunk: Buffer) => said.push(chunk));
    for (const stream of [stdout, stderr, records, lifeline]) stream.on('error', () => {}); // its end follows
    keeper.once('exit', () => {
      setTimeout(() => [stdout, stderr, records, lifeline].forEach((stream) => stream.destroy()), DRAIN_MS).unref();
    });
    keeper.once('close', (code, signal) => {
      leave();
      events.end();
      output.end();
      resolve(readEnd(Buffer.concat(said)) ?? { code, signal, isOfScript: false });
    });
  });
}

/** A wait status as the system has it: the exit code in its second byte, a signal in the first. */
function readEnd(status: Buffer): ScriptEnd | undefined {
  if (status.length < 4) return undefined;
  const word = status.readUInt32BE();
  const signal = word & 0x7f;
  return signal === 0 ? { code: word >> 8, signal: null, isOfScript: true } : { code: null, signal: signalName(signal), isOfScript: true };
}

function signalName(signal: number): NodeJS.Signals {
  const names = Object.keys(constants.signals) as NodeJS.Signals[];
  return names.find((name) => constants.signals[name] === signal) ?? (`signal ${signal}` as NodeJS.Signals);
}
