import { type ServiceOptions, withService } from './service-options.ts';

/** Asks a run to stop: whoever runs it is told when it reports next. */
export async function cancelPipelineRun(id: string, options: ServiceOptions): Promise<void> {
  await withService(options, async (service) => {
    const run = await service.updateRun(id, { status: 'cancelled' });
    process.stdout.write(options.json ? `${JSON.stringify(run)}\n` : `${run.id} is cancelled\n`);
  });
}
