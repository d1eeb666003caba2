import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { heldMedia, sayMedia } from '../support/dm-arbitraries.ts';
import { goThrough, ROUND_TRIPS } from '../support/dm-round-trips.ts';

const CASES = 1000;
const seed = Number(process.env['SEED'] ?? 1);

/** dm through each format and back, over random annotations that the format can hold: they are what they were, and the audit is empty. */
function main(): void {
  let failures = 0;
  for (const trip of ROUND_TRIPS) {
    let annotations = 0;
    const { failed, counterexample } = fc.check(
      fc.property(heldMedia(trip.held), (media) => {
        const { back, audit } = goThrough(trip, media);
        annotations += sayMedia(back).length;
        return audit.length === 0 && isDeepStrictEqual(sayMedia(back), sayMedia(media));
      }),
      { numRuns: CASES, seed },
    );
    console.log(`${trip.name}: ${failed ? 'FAILED' : `${CASES} cases, ${annotations} annotations`}`);
    if (!failed) continue;
    failures++;
    console.log(JSON.stringify(counterexample));
  }
  console.log(`converters: ${ROUND_TRIPS.length} pairs of ${CASES} cases with seed ${seed}, ${failures} failed`);
  if (failures > 0) process.exitCode = 1;
}

main();
