import { drawBar } from '../../logging/draw-bar.ts';
import { makePrintable } from '../../logging/make-printable.ts';
import type { ActionProgress, ActionStatus, PipelineProgress } from '../pipeline-progress.ts';

const SIGNS: Readonly<Record<ActionStatus, string>> = { PENDING: '·', RUNNING: '▸', COMPLETED: '✓', FAILED: '✗', SKIPPED: '↷' };

/** The run and its actions, a line each: status, bar, percent. */
export function describeProgress(progress: PipelineProgress): string[] {
  const actions = Object.values(progress.actions);
  const width = Math.max(...actions.map(({ name }) => makePrintable(name).length), 0);
  return [
    `${progress.status.padEnd(9)} ${drawBar(progress.overallProgress)} ${percentOf(progress.overallProgress)}`,
    ...actions.map((action) => describeAction(action, width)),
    ...(progress.error === undefined ? [] : [makePrintable(progress.error)]),
  ];
}

/** One line for what has changed, where a reader would want to know: an action's status, or ten percent more. */
export function describeChange(before: PipelineProgress | undefined, now: PipelineProgress): string[] {
  const lines = Object.values(now.actions).flatMap((action) => {
    const known = before?.actions[action.name];
    const isNews = action.status !== (known?.status ?? 'PENDING');
    const isFurther = action.status === 'RUNNING' && tenths(action) > tenths(known);
    return isNews || isFurther ? [`${describeAction(action, 0)}, ${percentOf(now.overallProgress).trim()} of all`] : [];
  });
  if (now.status === before?.status) return lines;
  return [...lines, now.error === undefined ? now.status : `${now.status}: ${makePrintable(now.error)}`];
}

function describeAction(action: ActionProgress, width: number): string {
  const { name, status, progress, step, message, error } = action;
  const head = `${SIGNS[status]} ${makePrintable(name).padEnd(width)} ${percentOf(progress * 100)}`;
  const details = status === 'RUNNING' ? [step, message] : status === 'FAILED' ? [error] : [];
  return [head, ...details.flatMap((detail) => (detail === undefined ? [] : [makePrintable(detail)]))].join('  ');
}

function tenths(action: ActionProgress | undefined): number {
  return Math.floor((action?.progress ?? 0) * 10);
}

/** Never 100 before it is. */
function percentOf(percent: number): string {
  return `${String(Math.floor(percent)).padStart(3)}%`;
}
