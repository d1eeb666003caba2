import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkStandard, type StandardSchemaV1 } from '../../runtime/validation/index.ts';

test('a zod schema is checked, its defaults come out, its issues have paths', async () => {
  const schema = z.object({ epochs: z.number().default(10), tags: z.array(z.string()).optional() });
  expect(await checkStandard(schema, {})).toEqual({ ok: true, value: { epochs: 10 } });
  expect(await checkStandard(schema, { tags: ['a', 1] })).toEqual({
    ok: false,
    issues: [{ path: ['tags', 1], message: 'invalid input: expected string, received number' }],
  });
});

test('a schema that checks later is waited for', async () => {
  const schema: StandardSchemaV1<unknown, number> = {
    '~standard': {
      version: 1,
      vendor: 'later',
      validate: async () => ({ issues: [{ message: 'no', path: [{ key: 'a' }, Symbol('b')] }] }),
    },
  };
  expect(await checkStandard(schema, 1)).toEqual({ ok: false, issues: [{ path: ['a', 'Symbol(b)'], message: 'no' }] });
});
