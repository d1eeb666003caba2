import { once } from 'node:events';
import { jsonLine } from '../../logging/make-printable.ts';
import { type RunItem, followRun, readRun } from '../../ray/follow/follow-run.ts';
import { RayJobsClient } from '../../ray/jobs-client.ts';
import type { ClusterOptions } from './cluster-options.ts';

/** What a job printed, byte for byte, on stdout; with `--json` what it reported, one event a line. */
export async function showLogs(id: string, options: ClusterOptions & { readonly follow?: boolean }): Promise<void> {
  const client = new RayJobsClient({ address: options.address });
  const items = options.follow ? followRun(client, id) : readRun(client, id);
  for await (const item of items) {
    const bytes = options.json ? eventLine(item) : outputOf(item);
    if (bytes !== undefined && !process.stdout.write(bytes)) await once(process.stdout, 'drain');
  }
}

function eventLine(item: RunItem): string | undefined {
  return item.kind === 'event' ? jsonLine(item.event) : undefined;
}

function outputOf(item: RunItem): Uint8Array | undefined {
  return item.kind === 'output' ? item.bytes : undefined;
}
