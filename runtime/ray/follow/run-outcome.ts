import type { JobDetails } from '../../../generated/ray-jobs/types.ts';
import { deserializeError } from '../../errors/deserialize-error.ts';
import { RayError } from '../../errors/ray-error.ts';
import { RunCancelled } from '../../errors/run-cancelled.ts';
import type { FailedEvent, ResultEvent } from '../../logging/run-event.ts';
import type { RunItem } from './follow-run.ts';
import { firstSentence } from '../diagnose/explain-status.ts';
import { placeStacks } from './place-stacks.ts';

const TAIL_BYTES = 4_000;
const TAIL_LINES = 10;
const COMMAND_NOT_FOUND = 127;

/** Collects from a run what decides its outcome. Ray's status alone says how it ended; the records say what with. */
export class RunOutcome {
  readonly #id: string;
  readonly #folder: string | undefined;
  #result: ResultEvent | undefined;
  #failure: FailedEvent | undefined;
  #damage: string | undefined;
  #tail: Buffer = Buffer.alloc(0);

  /** `folder` is the plugin's here, so that stacks lead to the author's files. */
  constructor(id: string, folder?: string) {
    this.#id = id;
    this.#folder = folder;
  }

  add(item: RunItem): void {
    if (item.kind === 'damage') this.#damage ??= item.why;
    else if (item.kind === 'output') this.#tail = Buffer.concat([this.#tail, item.bytes]).subarray(-TAIL_BYTES);
    else if (item.event.type === 'result') this.#result = item.event;
    else if (item.event.type === 'failed') this.#failure = item.event;
  }

  /** The result. Throws what the run failed of, RunCancelled for a stopped one, RayError JOB_FAILED, RESULT_MISSING. */
  decide(job: JobDetails): unknown {
    if (job.status === 'STOPPED') throw new RunCancelled(`job ${this.#id} was stopped`);
    if (job.status === 'SUCCEEDED') {
      if (this.#result) return this.#result.value;
      throw this.#resultMissing();
    }
    if (this.#failure) throw deserializeError(placeStacks(this.#failure.error, this.#folder));
    throw this.#failedAround(job);
  }

  #resultMissing(): RayError {
    const why = this.#damage ?? 'it wrote none: was it submitted by another tool?';
    return new RayError(`job ${this.#id} succeeded, and its result did not arrive: ${why}`, { code: 'RESULT_MISSING' });
  }

  /** The action did not fail: it did not start, or its process was killed. */
  #failedAround(job: JobDetails): RayError {
    const advice =
      job.driver_exit_code === COMMAND_NOT_FOUND
        ? ". Node was not found on the cluster's node: put it on the PATH there, or submit with node: 'wheel'"
        : '';
    const tail = this.#tail.toString('utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
    return new RayError(`job ${this.#id} failed: ${firstSentence(job)}${advice}${tail ? `\n${tail}` : ''}`, {
      code: 'JOB_FAILED',
      details: { errorType: job.error_type ?? null, exitCode: job.driver_exit_code ?? null },
    });
  }
}
