import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { suggest } from '../validation/suggest.ts';
import { listRuns, type StoredRun } from './stored-run.ts';

const MOST_NAMED = 5;

/**
 * A run by its id, the beginning or the ending of an id that no other run has, the id of its job, or `latest`.
 * Throws RUN_NOT_FOUND with the id that may have been meant, RUN_AMBIGUOUS with those that fit.
 */
export function findRun(runs: string, text: string): StoredRun {
  const all = listRuns(runs);
  const named = all.find(({ record }, index) => (text === 'latest' && index === 0) || record.job?.id === text);
  if (named !== undefined) return named;
  const ids = all.map(({ record }) => record.id);
  const fitting = ids.includes(text) ? [text] : ids.filter((id) => text !== '' && (id.startsWith(text) || id.endsWith(text)));
  if (fitting.length > 1) throw ambiguous(text, fitting);
  const found = all.find(({ record }) => record.id === fitting[0]);
  if (found === undefined) throw notFound(runs, text, ids);
  return found;
}

function ambiguous(text: string, fitting: readonly string[]): ActionsmithError {
  const named = fitting.slice(0, MOST_NAMED).join(', ');
  const more = fitting.length > MOST_NAMED ? ` and ${fitting.length - MOST_NAMED} more` : '';
  return new ActionsmithError(`${JSON.stringify(text)} fits ${fitting.length} runs: ${named}${more}; type more of the id`, {
    code: 'RUN_AMBIGUOUS',
  });
}

function notFound(runs: string, text: string, ids: readonly string[]): ActionsmithError {
  if (ids.length === 0) {
    return new ActionsmithError('no run has been kept here yet: `actionsmith run <action>` leaves one', { code: 'RUN_NOT_FOUND' });
  }
  const near = suggest(text, ['latest', ...ids]);
  const help = near === undefined ? 'see `actionsmith runs list`' : `did you mean ${near}?`;
  return new ActionsmithError(`there is no run ${JSON.stringify(text)}; ${help}`, { code: 'RUN_NOT_FOUND' });
}

/** The run that a job is, where it was submitted from here. */
export function findJobRun(runs: string, jobId: string): StoredRun | undefined {
  return listRuns(runs).find(({ record }) => record.job?.id === jobId);
}
