import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';

test('every contender is measured once a round, each round starts with another one, and the first round does not count', async () => {
  const calls: string[] = [];
  const contender = (name: string) => (): number => calls.push(name);
  const found = await interleave({ a: contender('a'), b: contender('b'), c: contender('c') }, 2);
  expect(calls.join('')).toBe('abcbcacab');
  expect(found).toEqual({ a: [6, 8], b: [4, 9], c: [5, 7] });
});
