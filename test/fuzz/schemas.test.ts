import { expect, test } from 'vitest';
import { checkBatch } from './check-batch.ts';

test('500 random schemas: validators and zod say what the specification says, types take what is valid, nothing throws or takes a second', async () => {
  const { faults, valid, values, zods } = await checkBatch(500, Number(process.env['SEED'] ?? 20_260));
  expect(faults).toEqual([]);
  expect(valid).toBeGreaterThan(values / 5); // or it would prove little
  expect(zods).toBeGreaterThan(50);
}, 60_000);
