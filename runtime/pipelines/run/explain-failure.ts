import { isActionsmithError } from '../../errors/actionsmith-error.ts';
import { ExecutionError } from '../../errors/execution-error.ts';
import { messageOf } from '../../errors/message-of.ts';
import { isRunCancelled } from '../../errors/run-cancelled.ts';

/** What a pipeline failed of: ExecutionError PIPELINE_FAILED that names the action, with what it threw as `cause`; a cancelled one stays what it is. */
export function explainFailure(thrown: unknown, action?: string): Error {
  if (isRunCancelled(thrown)) return thrown;
  if (isActionsmithError(thrown) && thrown.code === 'RUN_TAKEN_OVER') return thrown;
  const isOfAction = isActionsmithError(thrown) && thrown.code === 'EXECUTION_FAILED' && thrown.cause !== undefined;
  const message = messageOf(isOfAction ? thrown.cause : thrown);
  return new ExecutionError(action === undefined ? message : `${action} failed: ${message}`, {
    code: 'PIPELINE_FAILED',
    cause: thrown,
    details: action === undefined ? {} : { action },
  });
}
