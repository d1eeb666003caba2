import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heldMedia, sayMedia } from '../support/dm-arbitraries.ts';
import { goThrough, readItem, ROUND_TRIPS, writeItem } from '../support/dm-round-trips.ts';
import { getConverter } from '../../runtime/converters/get-converter.ts';
import { IMAGE } from '../support/dm-arbitraries.ts';

/** 1,000 cases a pair: test/long/converters.ts. */
const RUNS = { numRuns: 30, seed: 7 };

describe('what a format can hold comes back as it was, and the audit is empty', () => {
  test.each(ROUND_TRIPS)('$name', (trip) => {
    fc.assert(
      fc.property(heldMedia(trip.held), (media) => {
        const { back, audit } = goThrough(trip, media);
        expect(sayMedia(back)).toEqual(sayMedia(media));
        expect(audit).toEqual([]);
      }),
      RUNS,
    );
  });
});

test('dm_v2 -> dm_v1 -> dm_v2 keeps every annotation with its id', () => {
  const held = {
    tools: ['bounding_box', 'polygon', 'polyline', 'segmentation', 'classification', 'relation', 'person', 'parts'],
    attributes: 'any',
    numbers: 'any',
    inside: false,
  } as const;
  fc.assert(
    fc.property(heldMedia(held), (media) => {
      const there = getConverter('dm_v2', 'dm_v1').convertItem(writeItem('dm_v2', media) as never, IMAGE);
      const back = getConverter('dm_v1', 'dm_v2').convertItem(there.item, IMAGE);
      expect(sayMedia(readItem('dm_v2', back.item))).toEqual(sayMedia(media));
      expect(
        Object.values(readItem('dm_v2', back.item))
          .flatMap((all) => all.map(({ id }) => id))
          .toSorted(),
      ).toEqual(
        Object.values(media)
          .flatMap((all) => all.map(({ id }) => id))
          .toSorted(),
      );
    }),
    RUNS,
  );
});
