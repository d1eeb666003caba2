import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readEpochs, readResults } from './read-results.ts';

/** What reports: an action. */
export interface Reporter {
  setProgress(current: number, total: number, category?: string): void;
  setMetrics(values: Readonly<Record<string, unknown>>, category?: string): void;
}

export interface AutologOptions {
  /** Where the framework writes: its `project`, or its `save_dir`. Default: `runs`, below the folder you stand in, as the framework has it. */
  readonly folder?: string;
  /** Of the progress and the metrics. Default: `train`. */
  readonly category?: string;
  /** How often to look, in milliseconds. Default: one second. */
  readonly everyMs?: number;
}

const RESULTS = 'results.csv';
/** `runs/detect/train/results.csv` */
const DEEPEST = 4;

/**
 * Reports every epoch that ultralytics writes down from now on, whoever runs it: a program in Python, or its command. Gives the function that looks a
 * last time and ends. What cannot be read is looked at again later: watching never fails a run.
 */
export function watchUltralytics(reporter: Reporter, options: AutologOptions = {}): () => void {
  const { folder = 'runs', category = 'train', everyMs = 1000 } = options;
  const seen = new Map(findResults(folder, DEEPEST).map((path) => [path, rowsOf(path).length]));
  const look = (): void => {
    for (const path of findResults(folder, DEEPEST)) {
      const rows = rowsOf(path);
      const known = seen.get(path) ?? 0;
      const total = readEpochs(readText(join(dirname(path), 'args.yaml')));
      for (const { epoch, values } of rows.slice(known > rows.length ? 0 : known)) {
        reporter.setMetrics({ epoch, ...values }, category);
        if (total !== undefined) reporter.setProgress(epoch, total, category);
      }
      seen.set(path, rows.length);
    }
  };
  const timer = setInterval(look, everyMs).unref();
  return () => {
    clearInterval(timer);
    look();
  };
}

function rowsOf(path: string): ReturnType<typeof readResults> {
  return readResults(readText(path));
}

function findResults(folder: string, depth: number): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return depth > 1 ? findResults(path, depth - 1) : [];
      return entry.name === RESULTS ? [path] : [];
    });
  } catch {
    return []; // not there yet
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
