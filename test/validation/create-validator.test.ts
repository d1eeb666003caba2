import { expect, test } from 'vitest';
import { checkStandard, createValidator } from '../../runtime/validation/index.ts';
import { validatorOf } from '../support/schemas.ts';

test('a value that is nested too deeply, or contains itself, is an issue and not an exception', async () => {
  const validator = await validatorOf({
    $ref: '#/$defs/Tree',
    $defs: { Tree: { properties: { next: { $ref: '#/$defs/Tree' }, size: { default: 1 } } } },
  });
  const circle: Record<string, unknown> = {};
  circle['next'] = circle;
  expect(validator.check(circle)).toEqual({
    ok: false,
    issues: [{ path: [], message: 'is nested too deeply to be checked, or contains itself', keyword: 'depth' }],
  });
});

test('only what is JSON is copied; a date is the same date', () => {
  const date = new Date(0);
  const validator = createValidator<unknown, { date: Date; list: unknown[] }>({ name: 'T', validate: () => true, fills: true });
  const input = { date, list: [1] };
  const result = validator.check(input);
  expect(result.ok && result.value.date === date && result.value.list !== input.list).toBe(true);
});

test('a validator that fills nothing gives back the value itself', () => {
  const input = {};
  const result = createValidator({ name: 'T', validate: () => true }).check(input);
  expect(result.ok && result.value === input).toBe(true);
});

test('a validator is a Standard Schema; its hints are part of the message there', async () => {
  const validator = await validatorOf({ enum: ['rotate'] });
  expect(validator['~standard'].vendor).toBe('actionsmith');
  expect(validator['~standard'].validate('rotat')).toEqual({
    issues: [{ path: [], message: 'must be one of rotate (got "rotat"); did you mean "rotate"?' }],
  });
  expect(validator['~standard'].validate('rotate')).toEqual({ value: 'rotate' });
});

test('an error that is not about depth is not hidden', () => {
  const broken = createValidator({
    name: 'T',
    validate: () => {
      throw new TypeError('a bug');
    },
  });
  expect(() => broken.check(1)).toThrow('a bug');
});

test('our own validators keep their hints apart when they are called as a Standard Schema', async () => {
  const result = await checkStandard(await validatorOf({ enum: ['rotate'] }), 'rotat');
  expect(result).toEqual({
    ok: false,
    issues: [{ path: [], message: 'must be one of rotate (got "rotat")', hint: 'did you mean "rotate"?', keyword: 'enum' }],
  });
});

test('a hot path asks for the first thing that is wrong only', async () => {
  const validator = await validatorOf({ required: ['a', 'b'], anyOf: [{ type: 'string' }, { type: 'number' }] });
  const [all, first] = [validator.check({}), validator.check({}, { first: true })];
  expect(all.ok ? [] : all.issues).toHaveLength(3);
  expect(first).toEqual({ ok: false, issues: [all.ok ? undefined : all.issues[0]] });
  expect(validator.check('x', { first: true })).toEqual({ ok: true, value: 'x' });
});
