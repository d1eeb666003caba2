import { createHash } from 'node:crypto';

/** Ten characters, as dm has them: the same for the same place of the same item, so that a conversion can be repeated. */
export function annotationId(...place: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(place)).digest('hex').slice(0, 10);
}
