/** The variable by which an action is told its key; `ctx.idempotencyKey` reads it. */
export const KEY_VARIABLE = 'ACTIONSMITH_IDEMPOTENCY_KEY';

/** Of one action in one run of a pipeline, however often it is tried. Letters, digits and `_.-` only: it can be the id of a job. */
export function idempotencyKey(runId: string, index: number, name: string): string {
  return `${runId}-${index + 1}-${name.replaceAll(/[^\w.-]/g, '-').slice(0, 60)}`;
}
