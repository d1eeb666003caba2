import type { MetricSeries } from '../history/run-summary.ts';
import { formatNumber, formatTick } from './format-number.ts';
import { markup, type Html } from './html.ts';
import { type Scale, scaleBetween, scaleFor } from './scale.ts';
import { type Point, thinPoints } from './thin-points.ts';

const WIDTH = 340;
const HEIGHT = 168;
const LEFT = 46;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 22;
/** More than a screen has dots for. */
const MOST_DRAWN = 600;
const MOST_LISTED = 200;

/** One metric over the run: a curve whose values can be read off by pointer and keys, and listed as a table. */
export function chart({ name, xs, values }: MetricSeries): Html {
  const points = xs.flatMap((x, index): Point[] => (Number.isFinite(values[index]) ? [[x, values[index]!]] : []));
  const drawn = thinPoints(points, MOST_DRAWN);
  const ys = points.map(([, y]) => y);
  const x = scaleBetween(points[0]![0], points.at(-1)![0], LEFT, WIDTH - RIGHT);
  const y = scaleFor(ys, HEIGHT - BOTTOM, TOP);
  const [low, high] = extremes(ys);
  const facts = `${formatNumber(ys[0]!)} first, ${formatNumber(ys.at(-1)!)} last, ${formatNumber(low)} lowest, ${formatNumber(high)} highest`;
  const placed = drawn.map(([px, py]) => [round(x.place(px)), round(y.place(py)), px, formatNumber(py)]);
  return markup`<figure class="chart">
    <figcaption>
      <span class="name">${name}</span>${y.isLog && markup` <span class="quiet">log</span>`} <output>${formatNumber(ys.at(-1)!)}</output>
    </figcaption>
    <svg
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      tabindex="0"
      aria-label="${name}: ${points.length} values, ${facts}"
      data-points="${JSON.stringify(placed)}"
    >
      ${grid(y)}
      <path class="curve" d="${placed.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${px} ${py}`).join('')}" />
      <text class="tick" x="${LEFT}" y="${HEIGHT - 6}">${formatNumber(points[0]![0])}</text>
      <text class="tick end" x="${WIDTH - RIGHT}" y="${HEIGHT - 6}">${formatNumber(points.at(-1)![0])}</text>
      <circle class="last" cx="${placed.at(-1)![0]}" cy="${placed.at(-1)![1]}" r="3" />
      <g class="reading" hidden>
        <line y1="${TOP}" y2="${HEIGHT - BOTTOM}" />
        <circle r="4" />
      </g>
    </svg>
    ${table(points)}
  </figure>`;
}

function grid({ ticks, place }: Scale): Html[] {
  return ticks.map((tick) => {
    const at = round(place(tick));
    return markup`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}" /><text
        class="tick end"
        x="${LEFT - 6}"
        y="${at + 3.5}"
        >${formatTick(tick)}</text
      > `;
  });
}

function table(points: readonly Point[]): Html {
  const listed = thinPoints(points, MOST_LISTED);
  const left = points.length - listed.length;
  return markup`<details>
    <summary>${points.length} values</summary>
    <div class="values" tabindex="0" role="region" aria-label="values">
      <table>
        <thead>
          <tr>
            <th scope="col">at</th>
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          ${listed.map(
            ([x, y]) =>
              markup`<tr>
                <td>${formatNumber(x)}</td>
                <td>${formatNumber(y)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${left > 0 && markup`<p class="quiet">${left} between them are left out</p>`}
    </div>
  </details>`;
}

function extremes(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
