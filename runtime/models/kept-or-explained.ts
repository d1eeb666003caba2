import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';

/** What the system refuses, as a sentence about the model: ActionsmithError MODEL_NOT_KEPT. */
export async function keptOrExplained<T>(name: string, folder: string, keep: () => Promise<T>): Promise<T> {
  try {
    return await keep();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ActionsmithError(`${name} cannot be kept in ${folder}: ${reasonOf(error)}`, { code: 'MODEL_NOT_KEPT', cause: error });
  }
}
