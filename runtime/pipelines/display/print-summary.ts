import type { TextStream } from '../../logging/text-stream.ts';
import type { PipelineProgress } from '../pipeline-progress.ts';
import { describeProgress } from './describe-progress.ts';

/** How far a run is, or how it ended, once: a bar and a line for each action. Default: on stdout. */
export function printProgressSummary(progress: PipelineProgress, stream: TextStream = process.stdout): void {
  stream.write(`${describeProgress(progress).join('\n')}\n`);
}
