import { markup, type Html, type HtmlValue } from './html.ts';

/** What one level shows; the rest is in the run's files. */
const MOST_ENTRIES = 200;
const LONGEST_LINE = 88;
const LONGEST_TEXT = 20_000;
const DEEPEST = 24;
const OPEN = markup` open`;

/** A JSON value that can be opened level by level. What fits in a line is a line. `open`: how many levels are open at first. */
export function tree(value: unknown, open = 1): Html {
  return markup`<div class="tree">${isContainer(value) ? entries(value, open, 0) : markup`<div class="entry">${leaf(value)}</div>`}</div>`;
}

function entries(value: object, open: number, depth: number): HtmlValue[] {
  const all = Object.entries(value);
  const shown = all.slice(0, MOST_ENTRIES).map(([key, item]) => entry(key, item, open, depth));
  const more = all.length - shown.length;
  return more > 0 ? [...shown, markup`<div class="entry more">… ${more} more</div>`] : shown;
}

function entry(key: string, value: unknown, open: number, depth: number): Html {
  const name = markup`<span class="key">${key}</span>`;
  if (!isContainer(value)) return markup`<div class="entry">${name} ${leaf(value)}</div>`;
  const line = inline(value);
  if (line !== undefined) return markup`<div class="entry">${name} <span class="value">${line}</span></div>`;
  const size = Object.keys(value).length;
  const kind = Array.isArray(value) ? `${size} items` : `${size} fields`;
  const inner = depth >= DEEPEST ? markup`<div class="entry more">… deeper levels are left out</div>` : entries(value, open - 1, depth + 1);
  return markup`<details class="entry" ${open > 0 && OPEN}>
    <summary>${name} <span class="kind">${kind}</span></summary>
    ${inner}
  </details>`;
}

function leaf(value: unknown): Html {
  if (typeof value !== 'string') return markup`<span class="value ${value === null ? 'null' : typeof value}">${String(value)}</span>`;
  const text = value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}… (${value.length} characters)` : value;
  return markup`<span class="value string">${text === '' ? '""' : text}</span>`;
}

/** Short containers whose items are plain. */
function inline(value: object): string | undefined {
  const items = Object.values(value) as unknown[];
  if (items.length > 40 || items.some((item) => isContainer(item) && Object.keys(item).length > 0)) return undefined;
  const text = JSON.stringify(value, undefined, 1).replaceAll(/\n\s*/g, ' ');
  return text.length <= LONGEST_LINE ? text : undefined;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
