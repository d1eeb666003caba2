import { readEvents } from '../history/read-events.ts';
import type { RunContent } from '../history/read-run.ts';
import { describeEvent, progressLabel } from '../logging/describe-event.ts';
import type { RunEvent } from '../logging/run-event.ts';
import { formatOffset } from './format-time.ts';
import { markup, type Html } from './html.ts';

/** The rows of the log, in chunks that a browser lays out when they come into view. */
const CHUNK = 100;
/** What a page holds: the first events, and the last ones. */
const MOST_ROWS = 12_000;
const FIRST_ROWS = 2_000;
const LONGEST_TEXT = 4_000;
/** So many rows a browser lays out at once without anybody noticing. */
const LAZY_FROM = 500;

/** The kinds of rows, by the words that the page uses for them. */
const KINDS = { message: 'messages', log: 'events', metrics: 'metrics', step: 'steps', progress: 'progress', dev_event: 'debug' } as const;
type Kind = keyof typeof KINDS;

interface Row {
  readonly kind: Kind;
  readonly step: string;
  readonly tone: string;
  /** Milliseconds since the start of the run. */
  readonly at: number;
  readonly text: string;
}

/** What the run reported, to be searched and filtered. */
export async function log(run: RunContent): Promise<Html> {
  const { rows, left } = await collectRows(run);
  const kinds = new Set(rows.map(({ kind }) => kind));
  const steps = [...new Set(rows.map(({ step }) => step))].filter((step) => step !== '');
  const tail = Math.min(FIRST_ROWS, rows.length);
  return markup`<form class="filters" role="search" aria-label="the log" hidden>
      <label class="search"
        ><span class="label">Search</span>
        <input type="search" name="text" autocomplete="off" spellcheck="false" placeholder="Search the log"
      /></label>
      ${
        steps.length > 1 &&
        markup`<label
          ><span class="label">Step</span>
          <select name="step">
            <option value="">all steps</option>
            ${steps.map((step) => markup`<option>${step}</option>`)}
          </select></label
        >`
      }
      <fieldset>
        <legend class="label">Show</legend>
        ${Object.entries(KINDS).flatMap(([kind, word]) => (kinds.has(kind as Kind) ? markup`<label class="check"><input type="checkbox" name="kind" value="${kind}" ${kind !== 'progress' && CHECKED} /> ${word}</label>` : []))}
      </fieldset>
      <output name="count">${rows.length} rows</output>
    </form>
    <div class="log${rows.length > LAZY_FROM && ' lazy'}${steps.length === 0 && ' stepless'}" tabindex="0" role="region" aria-label="what the run reported">
      ${
        left > 0
          ? markup`${chunks(rows.slice(0, tail))}
              <p class="gap">${left} events are left out here; the run’s events.jsonl has them all</p>
              ${chunks(rows.slice(tail))}`
          : chunks(rows)
      }
    </div>
    <p class="print-only quiet">Printed are the first rows; the page itself shows all of them.</p>`;
}

const CHECKED = markup` checked`;

async function collectRows(run: RunContent): Promise<{ readonly rows: Row[]; readonly left: number }> {
  const first: Row[] = [];
  let last: Row[] = [];
  let left = 0;
  for await (const event of readEvents(run.folder)) {
    const row = toRow(event, run.record.startedAt);
    if (row === undefined) continue;
    if (first.length < FIRST_ROWS) first.push(row);
    else last.push(row);
    if (last.length < 2 * MOST_ROWS) continue;
    left += last.length - (MOST_ROWS - FIRST_ROWS);
    last = last.slice(FIRST_ROWS - MOST_ROWS);
  }
  const more = Math.max(0, last.length - (MOST_ROWS - FIRST_ROWS));
  return { rows: [...first, ...last.slice(more)], left: left + more };
}

function toRow(event: RunEvent, startedAt: number): Row | undefined {
  if (!Object.hasOwn(KINDS, event.type)) return undefined;
  const kind = event.type as Kind;
  const text =
    event.type === 'progress' ? `${progressLabel(event)} ${event.percent}% (${event.current}/${event.total})` : describeEvent(event);
  if (text === undefined) return undefined;
  const { step = '' } = event as { readonly step?: string };
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)` : text;
  return { kind, step, tone: toneOf(event), at: Math.max(0, event.time - startedAt), text: cut };
}

function toneOf(event: RunEvent): string {
  if (event.type === 'message') return event.context;
  if (event.type === 'step' && (event.status === 'failed' || event.error !== undefined)) return 'danger';
  return event.type === 'dev_event' || event.type === 'progress' ? 'dim' : 'info';
}

function chunks(rows: readonly Row[]): Html[] {
  const count = Math.ceil(rows.length / CHUNK);
  return Array.from(
    { length: count },
    (_, index) =>
      markup`<ol class="chunk">
        ${rows.slice(index * CHUNK, (index + 1) * CHUNK).map(renderRow)}
      </ol> `,
  );
}

function renderRow({ kind, step, tone, at, text }: Row): Html {
  return markup`<li class="${tone}" data-kind="${kind}" data-step="${step}"><time>${formatOffset(at)}</time><span class="of">${step}</span><span class="text">${text}</span></li>
`;
}
