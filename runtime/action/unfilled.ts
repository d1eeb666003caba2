import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { firstFrame, formatPlace } from '../errors/stack-frames.ts';

/**
 * What a scaffold calls until its author writes the code: `unfilled('execute() of TrainAction')`.
 * Throws STUB_NOT_FILLED, which says where to write it: `execute() of TrainAction is not filled in yet: src/actions/train.ts:8`.
 */
export function unfilled(member: string): never {
  const here: { stack?: string } = {};
  Error.captureStackTrace(here, unfilled);
  const frame = firstFrame(here.stack ?? '');
  const place = frame === undefined ? '' : `: ${formatPlace(frame)}`;
  throw new ActionsmithError(`${member} is not filled in yet${place}`, { code: 'STUB_NOT_FILLED', details: { member } });
}
