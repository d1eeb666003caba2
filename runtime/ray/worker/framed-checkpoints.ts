import { forgottenEvent, openedEvent, savedEvent } from '../../checkpoints/checkpoint-events.ts';
import type { CheckpointStore, StepCheckpoint, Workflow } from '../../checkpoints/checkpoint-store.ts';
import type { EventSink } from '../../logging/event-sink.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import type { RunFile } from '../run-file.ts';

/**
 * Checkpoints in the output of a job, as records: its log is all that another job needs to go on, wherever that runs. What this job takes over it writes down
 * again, so that its own log is enough the next time.
 */
export class FramedCheckpoints implements CheckpointStore {
  readonly #sink: EventSink;
  readonly #redactor: Redactor;
  readonly #run: Pick<RunFile, 'params' | 'checkpoints'>;

  constructor(sink: EventSink, redactor: Redactor, run: Pick<RunFile, 'params' | 'checkpoints'>) {
    this.#sink = sink;
    this.#redactor = redactor;
    this.#run = run;
  }

  async load(workflow?: Workflow): Promise<readonly StepCheckpoint[]> {
    const { params, checkpoints = [] } = this.#run;
    const { CheckpointLedger } = await import('../../checkpoints/checkpoint-ledger.ts'); // no action without steps comes here
    const ledger = new CheckpointLedger();
    for (const event of checkpoints) ledger.apply(event);
    if (workflow === undefined) return ledger.list();
    ledger.refuseOther(workflow);
    // A log is for everybody to read who may read the cluster's.
    this.#sink.write({ ...openedEvent(workflow), ...(!this.#redactor.holdsSecret(params) && { params }) });
    for (const checkpoint of ledger.list()) this.save(checkpoint);
    return ledger.list();
  }

  save(checkpoint: StepCheckpoint): void {
    this.#sink.write(savedEvent(checkpoint));
  }

  forget(step: string): void {
    this.#sink.write(forgottenEvent(step));
  }
}
