import { deserializeError } from '../../errors/deserialize-error.ts';
import { findRun } from '../../history/find-run.ts';
import { readRun, type RunContent } from '../../history/read-run.ts';
import type { StepHistory } from '../../history/step-history.ts';
import { durationOf } from '../../history/stored-run.ts';
import { describeEvent } from '../../logging/describe-event.ts';
import { makePrintable } from '../../logging/make-printable.ts';
import { describeFailure } from '../report-failure.ts';
import { formatDuration, formatTime } from '../../report/format-time.ts';
import { type RunsOptions, runsOf } from './runs-options.ts';

const LONGEST = 160;
const MOST_LINES = 60;

/** Everything about a run but its log: sections of lines, or one JSON object. */
export async function showRun(id: string, options: RunsOptions): Promise<void> {
  const run = await readRun(findRun(runsOf(options), id));
  if (options.json) return void process.stdout.write(`${JSON.stringify(toJson(run), null, 2)}\n`);
  const sections = [describeHead(run), ...describeParts(run)];
  process.stdout.write(`${sections.map((lines) => lines.map(makePrintable).join('\n')).join('\n\n')}\n`);
}

function describeHead(run: RunContent): string[] {
  const { record, status, summary } = run;
  const { job, resumes } = record;
  return [
    `run ${record.id} ${status}`,
    `  action    ${record.plugin}/${record.action} (${record.mode}, contract ${record.contractHash ?? 'none'})`,
    `  started   ${formatTime(record.startedAt)}, ${status === 'RUNNING' || status === 'PENDING' ? 'so far' : 'took'} ${formatDuration(durationOf(run))}`,
    `  on        ${record.host}, ${record.platform}, Node ${record.node}, actionsmith ${record.tool}`,
    ...(summary.overall === undefined ? [] : [`  progress  ${Math.floor(record.progress ?? summary.overall)}%`]),
    ...(job === undefined ? [] : [`  job       ${job.id} on ${job.address}`]),
    ...(resumes === undefined ? [] : [`  resumes   ${resumes}`]),
    ...(status === 'LOST' ? [`  lost      its process ${record.pid} is gone without a word: it was killed, or the machine went off`] : []),
    ...(status === 'PENDING'
      ? [`  pending   nobody here follows the job: actionsmith jobs wait ${job?.id} --address ${job?.address}`]
      : []),
    ...(run.resumable.length === 0 ? [] : [`  go on     actionsmith runs resume ${record.id}, after step ${run.resumable.at(-1)}`]),
    `  folder    ${run.folder}`,
  ];
}

function describeParts({ params, record, summary, files, error, result }: RunContent): string[][] {
  const metrics = Object.entries(summary.metrics).map(([category, values]) => [category || '(no category)', valuesLine(values)] as const);
  const parts: [string, string[]][] = [
    ['params', pairs(Object.entries((params ?? {}) as object).map(([name, value]) => [name, shorten(JSON.stringify(value))]))],
    ['environment', pairs(Object.entries(record.env).map(([name, value]) => [name, shorten(value)]))],
    ['steps', pairs(summary.steps.map((step) => [step.step, describeStep(step)]))],
    ['metrics, last values', pairs(metrics)],
    [
      'progress',
      pairs(
        summary.progress.map(({ category, current, total, percent }) => [category || 'all of it', `${percent}% (${current}/${total})`]),
      ),
    ],
    ['files', files.map(({ path, kept }) => `${path} (${kept})`)],
    ['error', error === undefined ? [] : describeFailure(deserializeError(error))],
    ['result', result === undefined ? [] : cut(JSON.stringify(result, null, 2).split('\n'))],
  ];
  return parts.flatMap(([title, lines]) => (lines.length === 0 ? [] : [[title, ...lines.map((line) => `  ${line}`)]]));
}

function describeStep({ status, attempts, durationMs, undo }: StepHistory): string {
  const undone = undo === undefined ? '' : undo.error === undefined ? ', undone' : `, could not be undone: ${undo.error}`;
  const took = durationMs === undefined ? '' : ` in ${formatDuration(durationMs)}`;
  const tries = attempts.length > 1 ? `, ${attempts.length} attempts` : '';
  const why = status === 'failed' ? (attempts.at(-1)?.error ?? '') : '';
  return `${status}${took}${tries}${undone}${why === '' ? '' : `: ${why}`}`;
}

function valuesLine(values: Readonly<Record<string, unknown>>): string {
  return describeEvent({ type: 'metrics', time: 0, values }) ?? '';
}

function pairs(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.map(([name, text]) => `${name.padEnd(width)}  ${text}`.trimEnd());
}

function cut(lines: readonly string[]): string[] {
  const more = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES).map(shorten), ...(more > 0 ? [`… ${more} more lines; --json prints all`] : [])];
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function toJson(run: RunContent): object {
  const { record, status, folder, params, summary, files, error, result } = run;
  const { steps, metrics, progress, overall } = summary;
  return {
    ...record,
    status,
    durationMs: durationOf(run),
    progress: record.progress ?? overall,
    folder,
    params,
    steps,
    metrics,
    categories: progress,
    files,
    events: summary.count,
    resumableAfter: run.resumable.at(-1) ?? null,
    ...(error !== undefined && { error }),
    ...(result !== undefined && { result }),
  };
}
