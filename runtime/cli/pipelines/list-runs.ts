import type { PipelineRun } from '../../../generated/pipeline-service/pipeline-run/types.ts';
import type { PipelineStatus } from '../../pipelines/pipeline-progress.ts';
import type { PipelineService } from '../../pipelines/client/pipeline-service.ts';
import { formatDuration, formatTime } from '../../report/format-time.ts';
import { printTable } from '../print-table.ts';
import { readChoice } from '../read-choice.ts';
import { readLimit } from '../read-limit.ts';
import { type ServiceOptions, withService } from './service-options.ts';

export interface ListOptions extends ServiceOptions {
  readonly status?: string;
  /** As typed. */
  readonly limit: string;
}

const STATUSES: readonly PipelineStatus[] = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'];
const HEAD = ['RUN', 'PIPELINE', 'STATUS', 'STARTED', 'TOOK', 'PROGRESS', 'ACTION'];
/** The service gives no more at once. */
const PAGE = 500;

/** One run a line under a head, the newest first, or a JSON array. */
export async function printPipelineRuns(options: ListOptions): Promise<void> {
  const status = readChoice('status', options.status, STATUSES);
  const limit = readLimit(options.limit);
  await withService(options, async (service) => {
    const runs = await readRuns(service, limit, status);
    if (options.json) return void process.stdout.write(`${JSON.stringify(runs, null, 2)}\n`);
    if (runs.length === 0) return void process.stderr.write('there are no such runs\n');
    const names = await namesOf(service, runs);
    printTable([HEAD, ...runs.map((run) => rowOf(run, names))]);
  });
}

async function readRuns(service: PipelineService, limit: number, status: PipelineStatus | undefined): Promise<PipelineRun[]> {
  const runs: PipelineRun[] = [];
  while (runs.length < limit) {
    const size = Math.min(PAGE, limit - runs.length);
    const page = await service.runs({ status, skip: runs.length, limit: size });
    runs.push(...page);
    if (page.length < size) break;
  }
  return runs;
}

async function namesOf(service: PipelineService, runs: readonly PipelineRun[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(runs.map((run) => run.pipeline_id))];
  return new Map(await Promise.all(ids.map(async (id): Promise<[string, string]> => [id, (await service.pipeline(id)).name])));
}

function rowOf(run: PipelineRun, names: ReadonlyMap<string, string>): string[] {
  const started = run.started_at === null ? undefined : Date.parse(run.started_at);
  const ended = run.completed_at === null ? Date.now() : Date.parse(run.completed_at);
  return [
    run.id,
    names.get(run.pipeline_id) ?? run.pipeline_id,
    run.status.toUpperCase(),
    started === undefined ? '' : formatTime(started),
    started === undefined ? '' : formatDuration(ended - started),
    `${Math.floor(run.overall_progress)}%`,
    run.current_action ?? '',
  ];
}
