import { ValidationError } from 'actionsmith';
import { expect, test } from 'vitest';
import {
  checkStandard,
  createValidator,
  type Hook,
  refineValidator,
  type Refinements,
  type Validator,
} from '../../../runtime/validation/index.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

const base: Validator<Range> = createValidator({ name: 'Range', validate: (value) => typeof value === 'object' });
const ordered = {
  rule: 'self.from <= self.to',
  holds: (self: Range) => self.from <= self.to,
  message: 'must not end before it starts',
  at: ['to'],
};
const short = { rule: 'self.to < 10', holds: (self: Range) => self.to < 10, message: 'must be short', hint: 'cut it' };
const refine = (refinements: Refinements<Range>): Validator<Range> => refineValidator(base, refinements);
const hook = (check: Hook<Range>): NonNullable<Refinements<Range>['hooks']> => [{ name: 'check', load: () => Promise.resolve(check) }];

test('every broken rule is an issue, at its place', () => {
  expect(refine({ rules: [ordered, short] }).check({ from: 20, to: 10 })).toEqual({
    ok: false,
    issues: [
      { path: ['to'], message: 'must not end before it starts', keyword: 'x-rules' },
      { path: [], message: 'must be short', hint: 'cut it', keyword: 'x-rules' },
    ],
  });
});

test('rules alone need no waiting', () => {
  const validator = refine({ rules: [short] });
  expect(validator.checkAll).toBeUndefined();
  expect(validator['~standard'].validate({ from: 0, to: 1 })).toEqual({ value: { from: 0, to: 1 } });
  expect(validator['~standard'].validate({ from: 0, to: 10 })).toEqual({ issues: [{ path: [], message: 'must be short; cut it' }] });
});

test.each<[string, Hook<Range>]>([
  ['given back', () => [{ path: ['from'], message: 'is odd' }]],
  ['given back later', async () => [{ path: ['from'], message: 'is odd' }]],
  [
    'thrown',
    () => {
      throw new ValidationError('odd', { issues: [{ path: ['from'], message: 'is odd', keyword: 'x-validate' }] });
    },
  ],
])('issues of a hook may be %s', async (_, check) => {
  expect(await checkStandard(refine({ hooks: hook(check) }), { from: 1, to: 2 })).toEqual({
    ok: false,
    issues: [{ path: ['from'], message: 'is odd', keyword: 'x-validate' }],
  });
});

test('a ValidationError without issues is one issue with the value as a whole', async () => {
  const validator = refine({
    hooks: hook(() => {
      throw new ValidationError('is odd');
    }),
  });
  expect(await checkStandard(validator, {})).toEqual({ ok: false, issues: [{ path: [], message: 'is odd', keyword: 'x-validate' }] });
});

test('a hook that finds nothing leaves the value as it is', async () => {
  expect(await checkStandard(refine({ hooks: hook(() => {}) }), { from: 1, to: 2 })).toEqual({ ok: true, value: { from: 1, to: 2 } });
});

test('a fault of a hook is no fault of the value: an error names the hook, and keeps what it threw', async () => {
  const fault = new TypeError('no such thing');
  const validator = refine({
    hooks: hook(() => {
      throw fault;
    }),
  });
  await expect(checkStandard(validator, {})).rejects.toMatchObject({
    name: 'ExecutionError',
    message: 'the hook check failed: no such thing',
    cause: fault,
  });
});

test.each<[unknown, string]>([
  ['is odd', '"is odd"'],
  [true, 'true'],
  [{ message: 'is odd' }, 'an object'],
  [[{ text: 'is odd' }], 'a list of 1 item'],
])('a hook that gives %j is told what to give', async (given, shown) => {
  const validator = refine({ hooks: hook((() => given) as unknown as Hook<Range>) });
  await expect(checkStandard(validator, {})).rejects.toThrow(
    `the hook check gave ${shown}: it must give a list of { path, message }, or nothing`,
  );
});

test('a hook is not asked about a value that breaks a rule or the schema', async () => {
  let asked = 0;
  const validator = refine({ rules: [short], hooks: hook(() => void asked++) });
  expect([(await checkStandard(validator, 3)).ok, (await checkStandard(validator, { from: 0, to: 10 })).ok, asked]).toEqual([
    false,
    false,
    0,
  ]);
});
