import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteForShell } from '../../runtime/cli/quote-for-shell.ts';

test('a word without special characters is left as it is', () => {
  expect(['my-plugin', '../a/b_c.d', 'größe'].map(quoteForShell)).toEqual(['my-plugin', '../a/b_c.d', 'größe']);
});

test('a shell reads back what was quoted', () => {
  const words = fc.sample(fc.string({ minLength: 1, unit: fc.constantFrom(...`ab '"$\`\\!*~#&;|<>(){}[]=\n`) }), { numRuns: 200, seed: 1 });
  const read = execFileSync('bash', ['-c', `printf '%s\\0' ${words.map(quoteForShell).join(' ')}`], { encoding: 'utf8' });
  expect(read.split('\0').slice(0, -1)).toEqual(words);
});
