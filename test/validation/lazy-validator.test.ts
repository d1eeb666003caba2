import { expect, test } from 'vitest';
import { checkStandard } from '../../runtime/validation/check-standard.ts';
import { createValidator } from '../../runtime/validation/create-validator.ts';
import { lazyValidator } from '../../runtime/validation/lazy-validator.ts';
import type { Validator } from '../../runtime/validation/validator.ts';

const refuse: Validator<number> = createValidator({
  name: 'Epochs',
  findErrors: (value) => (value === 1 ? null : [{ instancePath: '', keyword: 'const', params: { allowedValue: 1 } }]),
});

test('the code of a lazy validator is loaded when a value is checked, once', async () => {
  let loads = 0;
  const lazy = lazyValidator({ name: 'Epochs', secrets: ['/token'], load: async () => (loads++, refuse) });
  expect([lazy.name, lazy.secrets, loads]).toEqual(['Epochs', ['/token'], 0]);
  expect(await lazy.checkAll(1)).toEqual({ ok: true, value: 1 });
  expect(await checkStandard(lazy, 2)).toEqual(await checkStandard(refuse, 2));
  expect(await lazy['~standard'].validate(2)).toEqual(await refuse['~standard'].validate(2));
  expect(loads).toBe(1);
});

test('what the import throws is thrown to whoever checks', async () => {
  const lazy = lazyValidator({ name: 'Epochs', load: async () => Promise.reject(new Error('no such file')) });
  await expect(checkStandard(lazy, 1)).rejects.toThrow('no such file');
});
