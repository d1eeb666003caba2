import { pMapIterable } from 'p-map';
import type { Backend } from '../../backend/backend.ts';
import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { messageOf } from '../../errors/message-of.ts';
import { whatIsWrongWith } from './check-annotations.ts';
import type { Outcomes, TaskOutcome } from './outcomes.ts';
import { digestOf, type TaskToAnnotate } from './task-index.ts';

/** A task, and what makes its annotations. */
export interface Annotation {
  readonly task: TaskToAnnotate;
  /** Where they come from, if that is a row. */
  readonly row?: string;
  readonly make: () => unknown;
}

export interface AnnotateOptions {
  /** `any`: whatever is an object. */
  readonly schema: string | undefined;
  /** Tasks that are worked on at once. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly onOutcome: () => void;
}

/** A backend that fails that often, one task after the other, is not there: the tasks that are left need not wait for it. */
const MOST_FAILURES_IN_A_ROW = 20;

/**
 * Gives tasks their annotations; one that fails is an outcome, and the others go on. A task that has the same annotations already is left alone, so a run that
 * is resumed or repeated changes nothing twice. Throws BackendError BACKEND_GONE, what the source throws, and the signal's reason; nothing goes on by then.
 */
export async function annotateTasks(
  backend: Backend,
  annotations: AsyncIterable<Annotation>,
  outcomes: Outcomes,
  options: AnnotateOptions,
): Promise<void> {
  const { schema, concurrency, signal, onOutcome } = options;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const begun = new Set<Promise<unknown>>();
  const work = async (annotation: Annotation): Promise<Done> => {
    const running = annotate(backend, annotation, schema, either);
    begun.add(running);
    return running.finally(() => begun.delete(running));
  };
  let failures = 0;
  try {
    for await (const { outcome, isBackendGone } of pMapIterable(annotations, work, { concurrency, backpressure: concurrency * 2 })) {
      if (outcome === undefined) break;
      await outcomes.task(outcome);
      onOutcome();
      failures = isBackendGone === true ? failures + 1 : 0;
      if (failures < MOST_FAILURES_IN_A_ROW) continue;
      const message = `the backend has failed ${failures} times, one task after the other: ${outcome.error}`;
      throw new BackendError(message, { code: 'BACKEND_GONE', retryable: true });
    }
    signal.throwIfAborted();
  } finally {
    stop.abort();
    await Promise.allSettled(begun);
  }
}

interface Done {
  /** Undefined where the work was aborted. */
  readonly outcome: TaskOutcome | undefined;
  readonly isBackendGone?: boolean;
}

async function annotate(backend: Backend, { task, row, make }: Annotation, schema: string | undefined, signal: AbortSignal): Promise<Done> {
  const about = { task_id: task.id, ...(row !== undefined && { row }) };
  const failed = (error: string): TaskOutcome => ({ ...about, status: 'failed', error });
  let data: unknown;
  try {
    signal.throwIfAborted();
    data = await make();
    const wrong = typeof data === 'object' && data !== null && schema === 'any' ? undefined : whatIsWrongWith(data);
    if (wrong !== undefined) return { outcome: failed(wrong) };
    if (task.digest !== undefined && digestOf(data) === task.digest) return { outcome: { ...about, status: 'unchanged' } };
  } catch (error) {
    return { outcome: signal.aborted ? undefined : failed(messageOf(error)) };
  }
  try {
    await backend.annotateTask(task.id, data as Readonly<Record<string, unknown>>, { signal });
    return { outcome: { ...about, status: 'written' } };
  } catch (error) {
    if (signal.aborted) return { outcome: undefined };
    return { outcome: failed(messageOf(error)), isBackendGone: isActionsmithError(error) && error.retryable };
  }
}
