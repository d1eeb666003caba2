import type { RunStatus } from '../executors/run.ts';
import type { RunContent } from '../history/read-run.ts';
import { durationOf } from '../history/stored-run.ts';
import { formatDuration, formatTime, formatZone } from './format-time.ts';
import { markup, type Html } from './html.ts';
import { factList } from './fact-list.ts';

const WORDS: Readonly<Record<RunStatus, string>> = {
  PENDING: 'is pending',
  RUNNING: 'is running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  STOPPED: 'was stopped',
  LOST: 'was lost',
};

export function statusWord(status: RunStatus): string {
  return WORDS[status];
}

/** What ran, how it ended, when, and where. */
export function header(run: RunContent): Html {
  const { record, status, summary, error } = run;
  const { startedAt } = record;
  const progress = record.progress ?? summary.overall;
  const facts: [string, string | Html][] = [
    ['Started', markup`<time datetime="${new Date(startedAt).toISOString()}">${formatTime(startedAt)} ${formatZone(startedAt)}</time>`],
    [status === 'RUNNING' ? 'Running for' : 'Took', formatDuration(durationOf(run))],
    ...(progress === undefined ? [] : ([['Progress', `${Math.floor(progress)}%`]] satisfies [string, string][])),
    ['Ran as', record.mode === 'job' ? 'Ray job' : 'local run'],
    ['Contract', record.contractHash ?? 'none'],
  ];
  return markup`<header>
    <p class="eyebrow">${record.plugin}</p>
    <h1>${record.action} <span class="verdict ${status.toLowerCase()}">${WORDS[status]}</span></h1>
    ${factList(facts)}
    ${error && markup`<p class="failed-of"><a href="#error">${firstLine(error.message)}</a></p>`}${status === 'LOST' && markup`<p class="failed-of">Its process is gone without a word: it was killed, or the machine went off. What it had reported until then is here.</p>`}${status === 'PENDING' && markup`<p class="failed-of">Nobody here follows the job; it may go on: actionsmith jobs wait ${record.job?.id}</p>`}
  </header>`;
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 240 ? `${line.slice(0, 240)}…` : line;
}
