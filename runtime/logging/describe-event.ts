import type { RunEvent } from './run-event.ts';

/** One line for an event, or undefined for what is not shown: progress is drawn, and the result is printed by who asked for the run. */
export function describeEvent(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'log':
      return [event.event, describeValues(event.data), event.file].filter(Boolean).join(' ');
    case 'message':
      return event.context === 'info' ? event.message : `${event.context}: ${event.message}`;
    case 'metrics':
      return [event.category ?? event.step, describeValues(event.values)].filter(Boolean).join(' ');
    case 'step':
      return describeStep(event);
    case 'dev_event':
      return `debug: ${[event.message, describeValues(event.data ?? {})].filter(Boolean).join(' ')}`;
    case 'started':
    case 'progress':
    case 'result':
    case 'failed':
      return undefined;
    default:
      return undefined;
  }
}

/** `train`, or `step load_dataset`: what a bar or a percentage is about. */
export function progressLabel(event: { readonly category?: string; readonly step?: string }): string {
  if (event.step !== undefined && event.category !== undefined && event.category !== event.step) return `${event.step}: ${event.category}`;
  return event.category ?? event.step ?? 'progress';
}

function describeStep(event: Extract<RunEvent, { type: 'step' }>): string | undefined {
  const took = event.durationMs === undefined ? '' : ` in ${describeDuration(event.durationMs)}`;
  const why = event.error === undefined ? '' : `: ${event.error.message}`;
  switch (event.status) {
    case 'started':
      return event.attempt === undefined || event.attempt === 1 ? undefined : `step ${event.step}: attempt ${event.attempt}`;
    case 'finished':
      return `step ${event.step} finished${took}`;
    case 'skipped':
      return `step ${event.step} skipped`;
    case 'failed':
      return `step ${event.step} failed${took}${why}${event.retryInMs === undefined ? '' : `; again in ${describeDuration(event.retryInMs)}`}`;
    case 'restored':
      return `step ${event.step} was done by the run that this one resumes`;
    case 'undone':
      return event.error === undefined ? `step ${event.step} undone` : `step ${event.step} could not be undone${why}`;
    default:
      return undefined;
  }
}

/** `epochs=3 lr=0.1 tags=["a"]` */
function describeValues(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(roundForReading(value))}`)
    .join(' ');
}

/** Six digits tell a reader enough; the event itself keeps them all. */
function roundForReading(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

function describeDuration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
