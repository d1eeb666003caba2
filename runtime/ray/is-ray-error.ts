import { isActionsmithError } from '../errors/actionsmith-error.ts';
import type { RayError } from '../errors/ray-error.ts';

/** True for a RayError of any copy of the package. */
export function isRayError(error: unknown): error is RayError {
  return isActionsmithError(error) && error.name === 'RayError';
}
