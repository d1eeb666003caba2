/** A number as people read it: six digits at most, thin spaces between thousands, powers of ten where it is very large or small. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15))
    return value
      .toExponential(3)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  const rounded = Number(value.toPrecision(Math.max(6, String(Math.trunc(size)).length)));
  const [whole = '', fraction] = String(rounded).split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(?:\d{3})+$)/g, '\u2009') : whole;
  return (fraction === undefined ? grouped : `${grouped}.${fraction}`).replace('-', '\u2212');
}

/** The same for the little room beside an axis: `7.52G`, `120k`. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size < 1e4 || size >= 1e15) return formatNumber(value);
  const power = Math.floor(Math.log10(size) / 3);
  return `${formatNumber(Number((value / 1000 ** power).toPrecision(5)))}${'kMGT'[power - 1]}`;
}

/** `512 B`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
