/** From values to places between `from` and `to`, and the values worth a label. */
export interface Scale {
  readonly isLog: boolean;
  readonly ticks: readonly number[];
  place(value: number): number;
}

/** Values above zero that spread over more than this factor … */
const LOG_FROM = 50;
/** … with half of them in so small a part of the height that nobody could tell them apart, are easier to read on a logarithmic scale. */
const SQUEEZED = 0.1;

/** 0.94 is 47 times 0.02, and a computer finds a little less. */
const ROUNDING = 1e-9;

/** Fits the values, with round numbers as its ends. */
export function scaleFor(values: readonly number[], from: number, to: number): Scale {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (!Number.isFinite(low)) [low, high] = [0, 1];
  return low > 0 && high / low > LOG_FROM && medianOf(values) < low + (high - low) * SQUEEZED
    ? logScale(low, high, from, to)
    : linearScale(low, high, from, to);
}

/** Without rounding its ends: for an axis that counts. */
export function scaleBetween(low: number, high: number, from: number, to: number): Scale {
  const span = high - low || 1;
  return { isLog: false, ticks: high === low ? [low] : [low, high], place: (value) => from + ((value - low) / span) * (to - from) };
}

function linearScale(low: number, high: number, from: number, to: number): Scale {
  [low, high] = widen(low, high);
  const step = niceStep((high - low) / 3);
  const first = Math.floor(low / step + ROUNDING);
  const last = Math.ceil(high / step - ROUNDING);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
  return { ...scaleBetween(first * step, last * step, from, to), ticks };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

/** Where there is no difference that could be shown. */
function widen(low: number, high: number): [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < 1e-300) return [0, 1];
  return high - low > size * 1e-12 ? [low, high] : [low - size / 2, high + size / 2];
}

function logScale(low: number, high: number, from: number, to: number): Scale {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = Math.ceil((last - first) / 4);
  const ticks = Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, index) => 10 ** (first + index * every));
  const between = scaleBetween(first, last, from, to);
  return { isLog: true, ticks, place: (value) => between.place(Math.log10(value)) };
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const part = rough / power;
  return (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10) * power;
}
