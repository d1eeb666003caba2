import { fitLine } from '../../logging/draw-bar.ts';
import { isInteractive } from '../../logging/is-interactive.ts';
import type { TextStream } from '../../logging/text-stream.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import type { PipelineProgress } from '../pipeline-progress.ts';
import { describeChange, describeProgress } from './describe-progress.ts';

export interface DisplayOptions {
  /** Default: stderr. */
  readonly stream?: TextStream;
  /** Draw what moves in its place. Default: when the stream is a terminal, and not under CI or TERM=dumb. */
  readonly interactive?: boolean;
}

const ERASE_LINE = '\u001B[2K\r';
const UP_AND_ERASE = '\u001B[1A\u001B[2K\r';

/**
 * Guide: Async Progress Streaming. Shows how far a run of a pipeline is until it has ended, and gives the last of it: in a terminal a bar and a line
 * for each action, elsewhere a line for what has changed. Throws PIPELINE_SILENT where nothing is told.
 */
export async function displayProgressAsync(
  updates: AsyncIterable<PipelineProgress>,
  options: DisplayOptions = {},
): Promise<PipelineProgress> {
  const stream: TextStream = options.stream ?? process.stderr;
  const isDrawn = options.interactive ?? isInteractive(stream);
  let last: PipelineProgress | undefined;
  let shown = 0;
  for await (const progress of updates) {
    if (isDrawn) {
      const lines = describeProgress(progress).map((line) => fitLine(line, stream));
      stream.write(`${ERASE_LINE}${UP_AND_ERASE.repeat(shown)}${lines.join('\n')}\n`);
      shown = lines.length;
    } else for (const line of describeChange(last, progress)) stream.write(`${line}\n`);
    last = progress;
  }
  if (last === undefined) throw new ActionsmithError('nothing was told of the pipeline', { code: 'PIPELINE_SILENT' });
  return last;
}
