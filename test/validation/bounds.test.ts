import { expect, test } from 'vitest';
import { sentences, validatorOf } from '../support/schemas.ts';

test('a list of a million wrong items is refused without a million errors', async () => {
  const validator = await validatorOf({ type: 'array', items: { type: 'object', required: ['a', 'b'] } });
  const started = performance.now();
  expect(
    sentences(
      validator,
      Array.from({ length: 1_000_000 }, () => ({})),
    ),
  ).toHaveLength(20);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('an alternative is judged by all of its items, however many errors the one before it had', async () => {
  const validator = await validatorOf({ anyOf: [{ items: { type: 'string' } }, { items: { type: 'number' } }] });
  const numbers = Array.from({ length: 500 }, (_, at): unknown => at);
  expect(validator.check(numbers).ok).toBe(true);
  expect(validator.check([...numbers, 'x']).ok).toBe(false);
});

test('a value that holds one part in a billion places is an issue, and does not fill the memory', async () => {
  const validator = await validatorOf({ properties: { size: { default: 1 } } });
  let part: unknown = 1;
  for (let level = 0; level < 30; level++) part = [part, part];
  expect(sentences(validator, { part })).toEqual(['params is too large to be checked: it has more than 5 million parts']);
});

test('of a long list of choices, some are shown', async () => {
  const validator = await validatorOf({ enum: Array.from({ length: 1000 }, (_, at) => `v${at}`) });
  expect(sentences(validator, 'other')).toEqual([
    expect.stringMatching(/^params must be one of v0, v1, .* v29, … \(1000 in all\) \(got "other"\)$/),
  ]);
});
