import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { TOOLKIT } from './make-plugin.ts';

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the built command line, as a user's shell would. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return runNode([join(TOOLKIT, 'dist/cli.js'), ...args], options);
}

/** The compiler on a plugin, with the plugin's own tsconfig. */
export function runTsc(folder: string, args: readonly string[] = ['--noEmit']): Promise<Finished> {
  return runNode([join(TOOLKIT, 'node_modules/typescript/bin/tsc'), '-p', folder, ...args], { cwd: folder });
}

export function runNode(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return run(process.execPath, args, options);
}

/** A line of bash in which `actionsmith` is the built command line. The exit code is that of the first command of a pipe that failed. */
export function runShell(line: string, options: RunOptions = {}): Promise<Finished> {
  const command = `set -o pipefail; actionsmith() { "${process.execPath}" "${join(TOOLKIT, 'dist/cli.js')}" "$@"; }; ${line}`;
  return run('bash', ['-c', command], options);
}

function run(command: string, args: readonly string[], { cwd, env }: RunOptions): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
