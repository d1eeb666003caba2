import type { CategoryProgress } from '../history/run-summary.ts';
import { formatNumber } from './format-number.ts';
import { markup, type Html } from './html.ts';

/** How far each category came. */
export function progress(categories: readonly CategoryProgress[]): Html {
  return markup`<dl class="progress">
    ${categories.map(
      ({ category, current, total, percent }) =>
        markup`<div>
          <dt>${category || 'all of it'}</dt>
          <dd>
            <svg aria-hidden="true" focusable="false">
              <rect class="room" width="100%" height="8" rx="4" />
              <rect class="${percent >= 100 ? 'done' : 'part'}" width="${percent}%" height="8" rx="4" /></svg
            ><span class="number"
              >${formatNumber(percent)}% <span class="quiet">${formatNumber(current)} of ${formatNumber(total)}</span></span
            >
          </dd>
        </div>`,
    )}
  </dl>`;
}
