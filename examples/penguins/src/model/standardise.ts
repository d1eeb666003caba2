/** Mean and standard deviation of every column. */
export interface Scale {
  readonly mean: number[];
  readonly deviation: number[];
}

/** The scale of these rows. A column whose values are all the same keeps its unit: its deviation is given as 1. */
export function fitScale(rows: readonly (readonly number[])[]): Scale {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column]!));
  const mean = columns.map(average);
  const deviation = columns.map((values, column) => Math.sqrt(average(values.map((value) => (value - mean[column]!) ** 2))) || 1);
  return { mean, deviation };
}

/** How far each value lies from the mean, in standard deviations. */
export function standardise(row: readonly number[], scale: Scale): number[] {
  return row.map((value, column) => (value - scale.mean[column]!) / scale.deviation[column]!);
}

function average(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
