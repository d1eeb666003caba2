import { expect, test } from 'vitest';
import { checkStandard, type CompiledValidate, createValidator } from '../../runtime/validation/index.ts';
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

test('what a getter throws is thrown on', async () => {
  const validator = await validatorOf({ properties: { size: { type: 'number' } } });
  const value = {
    get size(): number {
      throw new Error('not yet');
    },
  };
  expect(() => validator.check(value)).toThrow('not yet');
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

test('an instance of a class counts by what is its own, and is never written into', async () => {
  class Layer {
    width = 1;
    get depth(): number {
      return 2;
    }
  }
  const layer = new Layer();
  const validator = await validatorOf({
    properties: { layer: { type: 'object', properties: { depth: { type: 'string', default: 'x' } } }, size: { default: 1 } },
    allOf: [{ properties: { more: { default: true } } }],
    required: ['more'],
  });
  expect(validator.check({ layer })).toEqual({ ok: true, value: { layer: { width: 1, depth: 'x' }, size: 1, more: true } });
  expect(Object.keys(layer)).toEqual(['width']);
  const root = Object.assign(Object.create({ size: 7 }) as object, { layer: {} });
  expect(validator.check(root)).toEqual({ ok: true, value: { layer: { depth: 'x' }, size: 1, more: true } });
  expect(Object.keys(root)).toEqual(['layer']);
});

test('what code has added to every object counts for none', async () => {
  const validator = await validatorOf({ properties: { size: { type: 'number' } }, required: ['size'], additionalProperties: false });
  Object.assign(Object.prototype, { size: 1, other: 2 });
  try {
    expect([{}, { size: 3 }, { size: 'x' }].map((value) => validator.check(value).ok)).toEqual([false, true, false]);
  } finally {
    for (const name of ['size', 'other']) Reflect.deleteProperty(Object.prototype, name);
  }
});

test('validators that earlier releases printed still work', () => {
  const validate: CompiledValidate = (value) => {
    validate.errors = value === 1 ? null : [{ instancePath: '', keyword: 'const', params: { allowedValue: 1 } }];
    return value === 1;
  };
  const validator = createValidator({ name: 'T', validate });
  expect(validator.check(1)).toEqual({ ok: true, value: 1 });
  expect(validator.check(2, { first: true })).toEqual({
    ok: false,
    issues: [{ path: [], message: 'must be 1 (got 2)', keyword: 'const' }],
  });
});

test('a hot path ends at the first thing that is wrong', async () => {
  const validator = await validatorOf({ items: { type: 'number' }, maxItems: 1000 });
  let asked = 0;
  const items = Array.from({ length: 100 }, () => 'x');
  const get = (): string => {
    asked++;
    return 'x';
  };
  for (const at of items.keys()) Object.defineProperty(items, at, { get });
  expect(validator.check(items, { first: true }).ok).toBe(false);
  expect(asked).toBeLessThan(5); // the item, and once more for the sentence
});

test('a hot path asks for the first thing that is wrong only', async () => {
  const validator = await validatorOf({ required: ['a', 'b'], anyOf: [{ type: 'string' }, { type: 'number' }] });
  const [all, first] = [validator.check({}), validator.check({}, { first: true })];
  expect(all.ok ? [] : all.issues).toHaveLength(3);
  expect(first).toEqual({ ok: false, issues: [all.ok ? undefined : all.issues[0]] });
  expect(validator.check('x', { first: true })).toEqual({ ok: true, value: 'x' });
});
