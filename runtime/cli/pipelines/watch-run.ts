import { jsonLine } from '../../logging/make-printable.ts';
import { displayProgressAsync } from '../../pipelines/display/display-progress.ts';
import type { PipelineProgress } from '../../pipelines/pipeline-progress.ts';
import { type ServiceOptions, withService } from './service-options.ts';

/** How far a run is, until it has ended. A run that fails, or is cancelled, fails the command. */
export async function watchPipelineRun(id: string, options: ServiceOptions): Promise<void> {
  await withService(options, async (service) => {
    const updates = options.json ? printed(service.watch(id)) : service.watch(id);
    const { status } = await displayProgressAsync(updates, options.json ? { stream: { write: () => {} }, interactive: false } : {});
    if (status !== 'COMPLETED') process.exitCode = 1;
  });
}

/** Each as a line of JSON. */
async function* printed(updates: AsyncIterable<PipelineProgress>): AsyncGenerator<PipelineProgress> {
  for await (const progress of updates) {
    process.stdout.write(jsonLine(progress));
    yield progress;
  }
}
