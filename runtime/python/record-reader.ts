import { checkBridgeRecord } from '../../generated/bridge-record/validators.ts';
import type { BridgeErrorRecord, BridgeRecord } from '../../generated/bridge-record/types.ts';
import { formatIssue } from '../validation/format-issue.ts';
import type { ScriptReporter } from './script-reporter.ts';

/** A little more than what the Python side takes. */
export const LARGEST_RECORD: number = (8 << 20) + 1024;
const MOST_WARNINGS = 5;

/** Turns what a script reports into events of the action. What is no record is said, a few times, and left out: anybody may write to a file descriptor. */
export class RecordReader {
  readonly #reporter: ScriptReporter;
  readonly #script: string;
  #warnings = 0;
  /** What the script set last. */
  result: unknown = null;
  /** What it failed of. */
  error: BridgeErrorRecord | undefined;

  constructor(reporter: ScriptReporter, script: string) {
    this.#reporter = reporter;
    this.#script = script;
  }

  take(line: Buffer, isWhole: boolean): void {
    if (line.length === 0) return;
    const checked = checkBridgeRecord.check(isWhole ? parse(line) : undefined, { first: true });
    if (checked.ok) this.#tell(checked.value);
    else if (this.#warnings++ < MOST_WARNINGS) {
      const [why] = checked.issues;
      const fault = isWhole && why !== undefined ? `: ${formatIssue(why, 'record')}` : '';
      this.#reporter.logDevEvent(`${this.#script} reported what is no record${fault}`, { bytes: line.length });
    }
  }

  #tell(record: BridgeRecord): void {
    switch (record.type) {
      case 'progress':
        return this.#reporter.setProgress(record.current, record.total, record.category);
      case 'metrics':
        return this.#reporter.setMetrics(record.values, record.category);
      case 'log':
        return this.#reporter.log(record.event, record.data, record.file === undefined ? {} : { file: record.file });
      case 'message':
        return this.#reporter.logMessage(record.message, { context: record.context });
      case 'dev_event':
        return this.#reporter.logDevEvent(record.message, record.data);
      case 'result':
        this.result = record.value;
        return undefined;
      case 'error':
        this.error = record;
        return undefined;
      default:
        return undefined;
    }
  }
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}
