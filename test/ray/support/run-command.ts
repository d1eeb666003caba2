import type { Command } from 'commander';
import { vi } from 'vitest';
import { clusterCommand } from '../../../runtime/cli/cluster.ts';
import { doctorCommand } from '../../../runtime/cli/doctor.ts';
import { jobsCommand } from '../../../runtime/cli/jobs.ts';

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs `actionsmith jobs …` in this process and gives what it printed. */
export function runJobsCommand(...words: readonly string[]): Promise<CommandOutput> {
  return runCommand(jobsCommand(), words);
}

/** Runs `actionsmith cluster …` in this process and gives what it printed. */
export function runClusterCommand(...words: readonly string[]): Promise<CommandOutput> {
  return runCommand(clusterCommand(), words);
}

/** Runs `actionsmith doctor …` in this process and gives what it printed. */
export function runDoctorCommand(...words: readonly string[]): Promise<CommandOutput> {
  return runCommand(doctorCommand(), words);
}

async function runCommand(command: Command, words: readonly string[]): Promise<CommandOutput> {
  const streams = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')] as const;
  const printed = streams.map((stream) => {
    const chunks: string[] = [];
    stream.mockImplementation((chunk) => chunks.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()) > 0);
    return chunks;
  });
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await command.exitOverride().parseAsync(words, { from: 'user' });
    return { stdout: printed[0]?.join('') ?? '', stderr: printed[1]?.join('') ?? '', exitCode: Number(process.exitCode ?? 0) };
  } finally {
    process.exitCode = before;
    for (const stream of streams) stream.mockRestore();
  }
}
