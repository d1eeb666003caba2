import type { StepAttempt, StepHistory } from '../history/step-history.ts';
import { formatDuration } from './format-time.ts';
import { markup, type Html, type HtmlValue } from './html.ts';

/** The time that the timeline is about, in milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const WORDS: Readonly<Record<StepHistory['status'], string>> = {
  started: 'not finished',
  finished: 'finished',
  skipped: 'skipped',
  failed: 'failed',
  undone: 'undone',
  restored: 'taken over',
};

/** The steps of a run as a table: what became of each, and when each of its attempts ran. */
export function timeline(steps: readonly StepHistory[], span: TimeSpan): Html {
  return markup`<div class="scroll">
      <table class="timeline">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Status</th>
            <th scope="col" class="number">Took</th>
            <th scope="col" class="when">
              <span>0</span><span>${formatDuration((span.to - span.from) / 2)}</span><span>${formatDuration(span.to - span.from)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          ${steps.map((step) => row(step, span))}
        </tbody>
      </table>
    </div>
    ${legend(steps)}`;
}

/** Only where there is more than one colour. */
function legend(steps: readonly StepHistory[]): Html | undefined {
  const failed = steps.some(({ attempts }) => attempts.some(({ error }) => error !== undefined));
  const undone = steps.some(({ undo }) => undo !== undefined);
  const open = steps.some((step) => step.status === 'started');
  if (!failed && !undone && !open) return undefined;
  return markup`<p class="legend">
    <span class="swatch done"></span> attempt ${failed && markup`<span class="swatch failed"></span> failed attempt `}${open && markup`<span class="swatch open"></span> not finished `}${undone && markup`<span class="swatch undone"></span> undone`}
  </p>`;
}

function row(step: StepHistory, span: TimeSpan): Html {
  const { attempts, durationMs, undo } = step;
  return markup`<tr>
    <th scope="row">${step.step}</th>
    <td>${status(step)}</td>
    <td class="number">${durationMs === undefined ? '–' : formatDuration(durationMs)}</td>
    <td class="track">
      <svg aria-hidden="true" focusable="false">
        ${attempts.map((attempt) => bar(attempt, span, step.status))}${undo && mark(undo.at, span)}
      </svg>
    </td>
  </tr> `;
}

function status({ status, attempts, undo }: StepHistory): HtmlValue {
  const undone = undo?.error === undefined ? 'undone' : 'failed';
  const failures = attempts.filter(({ error }) => error !== undefined);
  return [
    markup`<span class="status ${status}">${WORDS[status]}</span>`,
    attempts.length > 1 && markup`<span class="quiet">, ${attempts.length} attempts</span>`,
    undo && markup`<span class="quiet">, </span><span class="status ${undone}">${undone === 'undone' ? 'undone' : 'not undone'}</span>`,
    failures.map(({ error }, index) => markup`<div class="quiet">${attempts.length > 1 && `attempt ${index + 1}: `}${error}</div>`),
    undo?.error !== undefined && markup`<div class="quiet">undoing it: ${undo.error}</div>`,
  ];
}

/** What never ended is drawn to the end of the run. */
function bar({ startedAt, endedAt, error }: StepAttempt, span: TimeSpan, status: StepHistory['status']): Html {
  const [x, end] = [percent(startedAt, span), percent(endedAt ?? span.to, span)];
  const kind = error === undefined ? (endedAt === undefined && status !== 'finished' ? 'open' : 'done') : 'failed';
  return markup`<rect class="${kind}" x="${x}%" y="4" width="${Math.max(0.4, end - x)}%" height="12" rx="2" />`;
}

function mark(at: number, span: TimeSpan): Html {
  return markup`<rect class="undone" x="${Math.min(99.2, percent(at, span))}%" y="1" width="0.8%" height="18" rx="1" />`;
}

function percent(time: number, { from, to }: TimeSpan): number {
  const share = to > from ? (time - from) / (to - from) : 0;
  return Number((Math.min(1, Math.max(0, share)) * 100).toFixed(3));
}
