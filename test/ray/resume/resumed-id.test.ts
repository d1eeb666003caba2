import { expect, test } from 'vitest';
import { resumedId } from '../../../runtime/ray/resume/resumed-id.ts';

test('a job that resumes another one counts on', () => {
  expect(resumedId('tiny-train-0123456789ab')).toBe('tiny-train-0123456789ab.2');
  expect(resumedId('tiny-train-0123456789ab.2')).toBe('tiny-train-0123456789ab.3');
  expect(resumedId('run.9')).toBe('run.10');
});

test('an id stays as long as Ray takes it', () => {
  expect(resumedId('a'.repeat(200))).toBe(`${'a'.repeat(198)}.2`);
});
