import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import { makePrintable } from '../../logging/make-printable.ts';
import { explainStatus } from '../../ray/diagnose/explain-status.ts';
import { RayJobsClient } from '../../ray/jobs-client.ts';
import { readRunMetadata } from '../../ray/run-metadata.ts';
import { printTable } from '../print-table.ts';
import { type ClusterOptions, print } from './cluster-options.ts';

/** One job a line, the newest first: id, status, action, when it started and how long it took. Jobs of other tools are listed by their command. */
export async function listJobs(options: ClusterOptions): Promise<void> {
  const jobs = (await new RayJobsClient({ address: options.address }).list()).toSorted(
    (one, other) => (other.start_time ?? 0) - (one.start_time ?? 0),
  );
  if (options.json) return print(options, jobs, '');
  const rows = jobs.map((job) => [idOf(job), job.status, describe(job), startedAt(job), took(job)]);
  printTable(rows);
}

/** The status alone on stdout, and on stderr why it is that one; with `--json` all that Ray knows about the job, and the reason. */
export async function showStatus(id: string, options: ClusterOptions): Promise<void> {
  const client = new RayJobsClient({ address: options.address });
  const job = await client.get(id);
  const reason = await explainStatus(client, id, job);
  print(options, { ...job, ...(reason !== undefined && { reason }) }, job.status);
  if (!options.json && reason !== undefined) process.stderr.write(`${makePrintable(reason)}\n`);
}

function idOf(job: JobDetails): string {
  return job.submission_id ?? job.job_id ?? '?';
}

function describe(job: JobDetails): string {
  const run = readRunMetadata(job);
  return run ? `${run.plugin}/${run.action}` : job.entrypoint.replaceAll(/\s+/g, ' ').slice(0, 40);
}

function startedAt({ start_time }: JobDetails): string {
  return start_time ? new Date(start_time).toISOString().slice(0, 19).replace('T', ' ') : '';
}

function took({ start_time, end_time }: JobDetails): string {
  return start_time && end_time ? `${((end_time - start_time) / 1000).toFixed(1)} s` : '';
}
