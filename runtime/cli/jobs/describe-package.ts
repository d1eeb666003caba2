import { describeBytes, describeParts, measureParts } from '../../ray/bundle/package-sizes.ts';

/** From here on it is worth a line. */
const LARGE_BYTES = 1024 * 1024;

/** A line about a package that is large, with what is large in it; undefined for one that is not. */
export function describePackage(zip: Uint8Array): string | undefined {
  if (zip.byteLength < LARGE_BYTES) return undefined;
  return `the package has ${describeBytes(zip.byteLength)}: ${describeParts(measureParts(zip), 3)}`;
}
