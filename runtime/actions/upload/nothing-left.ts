import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import type { RejectedFile } from './upload-items.ts';

/** The error of an upload of which every file was left out: says the first reasons. */
export function nothingLeft(rejected: readonly RejectedFile[]): ActionsmithError {
  const first = rejected.slice(0, 3).map(({ file, reason }) => `${file}: ${reason}`);
  const more = rejected.length > first.length ? `; and ${rejected.length - first.length} more` : '';
  const which = rejected.length === 1 ? 'the only file that was found' : `any of the ${rejected.length} files that were found`;
  return new ActionsmithError(`cannot upload ${which}: ${first.join('; ')}${more}`, {
    code: 'UPLOAD_NOTHING_LEFT',
    details: { rejected: rejected.slice(0, 100) },
  });
}
