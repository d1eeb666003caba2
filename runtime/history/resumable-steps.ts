import { join } from 'node:path';
import { CheckpointLedger } from '../checkpoints/checkpoint-ledger.ts';
import type { CheckpointEvent } from '../logging/run-event.ts';
import { readLines } from './read-lines.ts';
import { RUN_FILES } from './run-folder.ts';
import type { StoredRun } from './stored-run.ts';

/** The steps that a resume would not run again: all that are done, up to the first that is not. None for a run that goes on, has succeeded, or is a job. */
export async function resumableSteps({ folder, status, record }: StoredRun): Promise<string[]> {
  if (status === 'RUNNING' || status === 'SUCCEEDED' || record.job !== undefined) return [];
  const ledger = new CheckpointLedger();
  for await (const line of readLines(join(folder, RUN_FILES.checkpoints))) {
    const event = parse(line);
    if (event?.type === 'checkpoint') ledger.apply(event);
  }
  const saved = ledger.list().map(({ step }) => step);
  const steps = ledger.workflow?.steps ?? [];
  const missing = steps.findIndex((step, index) => saved[index] !== step);
  return missing < 0 ? [...steps] : steps.slice(0, missing);
}

function parse(line: string): CheckpointEvent | undefined {
  try {
    return JSON.parse(line) as CheckpointEvent;
  } catch {
    return undefined; // the engine says it, where it reads the file for a resume
  }
}
