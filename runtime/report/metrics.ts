import type { RunSummary } from '../history/run-summary.ts';
import { chart } from './chart.ts';
import { formatNumber } from './format-number.ts';
import { markup, type Html } from './html.ts';

/** A page with more of them is no overview any more, and takes long to open. */
const MOST_CURVES = 240;

/** The metrics of a run by category: what was reported once as a number, what was reported again and again as a curve. */
export function metrics({ metrics, series }: RunSummary): Html[] {
  const curves = series.filter(({ values }) => values.filter(Number.isFinite).length > 1).slice(0, MOST_CURVES);
  return Object.entries(metrics).map(([category, values]) => {
    const own = curves.filter((one) => one.category === category);
    const drawn = new Set(own.map(({ name }) => name));
    const single = Object.entries(values).filter(([name]) => !drawn.has(name));
    return markup`<h3>${category || 'Without a category'}</h3>
      ${single.length > 0 && tiles(single)}${own.length > 0 && markup`<div class="charts">${own.map((curve) => chart(curve))}</div>`}`;
  });
}

/** A few values that are worth a glance. */
export function tiles(values: readonly (readonly [string, unknown])[]): Html {
  return markup`<dl class="tiles">
    ${values.map(
      ([name, value]) =>
        markup`<div>
          <dt>${name}</dt>
          <dd title="${JSON.stringify(value)}">${typeof value === 'number' ? formatNumber(value) : typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>`,
    )}
  </dl>`;
}
