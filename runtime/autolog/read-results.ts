/** One epoch of a training, as its framework wrote it down. */
export interface EpochRow {
  readonly epoch: number;
  readonly values: Readonly<Record<string, number>>;
}

/**
 * The rows of a results.csv of ultralytics: a line of names, then one for each epoch, in some versions padded with blanks. A last line without its
 * line break is still being written, and left out.
 */
export function readResults(text: string): EpochRow[] {
  const lines = text.split('\n').slice(0, -1);
  const names = cells(lines[0] ?? '');
  const epochAt = names.indexOf('epoch');
  if (epochAt === -1) return [];
  return lines.slice(1).flatMap((line) => {
    const numbers = cells(line).map(toNumber);
    const epoch = numbers[epochAt];
    if (epoch === undefined || !Number.isInteger(epoch) || epoch < 0 || numbers.length < names.length) return [];
    const values = names.flatMap((name, at) => (name === '' || at === epochAt ? [] : [[name, numbers[at]!] as const]));
    return [{ epoch, values: Object.fromEntries(values) }];
  });
}

/** How many epochs a training was asked for, by the args.yaml beside its results; undefined where it does not say. */
export function readEpochs(args: string): number | undefined {
  const [, digits] = /^epochs:[ \t]*(\d+)[ \t]*\r?$/m.exec(args) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function cells(line: string): string[] {
  return line.split(',').map((cell) => cell.trim());
}

/** As Python prints them: `nan`, `inf` and `-inf` too. */
function toNumber(text: string): number {
  if (/^[+-]?inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return text === '' ? NaN : Number(text);
}
