import { printProgressSummary } from '../../pipelines/display/print-summary.ts';
import { type ServiceOptions, withService } from './service-options.ts';

/** How far a run is, what it was given and what it ended with; with `--json` all that the service knows. */
export async function showPipelineRun(id: string, options: ServiceOptions): Promise<void> {
  await withService(options, async (service) => {
    const run = await service.run(id);
    if (options.json) return void process.stdout.write(`${JSON.stringify(run, null, 2)}\n`);
    printProgressSummary(await service.progress(id));
    process.stdout.write(`\nparams ${JSON.stringify(run.params, null, 2)}\n`);
    if (run.result !== null) process.stdout.write(`result ${JSON.stringify(run.result, null, 2)}\n`);
  });
}
