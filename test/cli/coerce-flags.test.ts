import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coerceFlags } from '../../runtime/cli/coerce-flags.ts';
import { describeIssue } from '../../runtime/cli/read-params.ts';

const schema = {
  type: 'object',
  required: ['dataset'],
  properties: {
    dataset: { type: 'integer' },
    learning_rate: { $ref: '#/$defs/Rate' },
    name: { type: 'string' },
    verbose: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
    sizes: { type: 'array', items: { type: 'integer' } },
    options: { type: 'object' },
    seed: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
    label: { type: ['integer', 'string'] },
    anything: {},
  },
  $defs: { Rate: { type: 'number' } },
};
const read = (...words: string[]) => {
  const coerced = coerceFlags(words, schema);
  return { ...coerced, problems: coerced.problems.map(({ flag, issue }) => describeIssue(issue, { flag })) };
};
const valuesOf = (...words: string[]) => {
  const { values, usage, problems } = read(...words);
  expect([...usage, ...problems]).toEqual([]);
  return values;
};

describe('a flag gives a value of the param’s type', () => {
  test.each([
    [['--dataset', '3'], { dataset: 3 }],
    [['--dataset=3'], { dataset: 3 }],
    [['--learning-rate', '0.1'], { learning_rate: 0.1 }],
    [['--learning_rate', '-1e-3'], { learning_rate: -0.001 }],
    [['--name', '3'], { name: '3' }],
    [['--name', ''], { name: '' }],
    [['--name=--dataset'], { name: '--dataset' }],
    [['--verbose'], { verbose: true }],
    [['--no-verbose'], { verbose: false }],
    [['--verbose', 'false', '--dataset', '1'], { verbose: false, dataset: 1 }],
    [['--tags', 'a,b', '--tags', 'c'], { tags: ['a,b', 'c'] }],
    [['--tags', '["a","b"]'], { tags: ['a', 'b'] }],
    [['--sizes', '1,2', '--sizes', '3'], { sizes: [1, 2, 3] }],
    [['--options', '{"a": [1]}'], { options: { a: [1] } }],
    [['--seed', 'null'], { seed: null }],
    [['--label', '5'], { label: 5 }],
    [['--label', 'five'], { label: 'five' }],
    [['--anything', '[1, null]'], { anything: [1, null] }],
    [['--anything', 'plain'], { anything: 'plain' }],
  ])('%j', (words, expected) => {
    expect(valuesOf(...words)).toEqual(expected);
  });
});

describe('a value of another type is a problem, never a guess', () => {
  test.each([
    [['--dataset', 'three'], '--dataset: params.dataset must be an integer (got "three")'],
    [['--dataset', '3.5'], '--dataset: params.dataset must be an integer (got "3.5")'],
    [['--dataset', '0x10'], '--dataset: params.dataset must be an integer (got "0x10")'],
    [['--dataset', ''], '--dataset: params.dataset must be an integer (got "")'],
    [['--dataset', ' 3'], '--dataset: params.dataset must be an integer (got " 3")'],
    [['--dataset', '12345678901234567890'], '--dataset: params.dataset 12345678901234567890 is too large to be exact'],
    [['--learning-rate', '1e999'], '--learning-rate: params.learning_rate 1e999 is too large to be exact'],
    [['--learning-rate', 'Infinity'], '--learning-rate: params.learning_rate must be a number (got "Infinity")'],
    [['--sizes', '1', '--sizes', '1.5'], '--sizes: params.sizes[1] must be an integer (got "1.5")'],
    [['--verbose', 'maybe'], '--verbose: params.verbose must be true or false (got "maybe")'],
    [['--verbose=yes'], '--verbose: params.verbose must be true or false (got "yes")'],
    [['--options', '{oops'], '--options: params.options must be an object such as {"a": 1} (got "{oops")'],
    [['--sizes', '1,x'], '--sizes: params.sizes[1] must be an integer (got "x")'],
  ])('%j', (words, problem) => {
    expect(read(...words)).toMatchObject({ usage: [], problems: [problem] });
  });
});

describe('a flag that makes no sense is wrong usage', () => {
  test.each([
    [['--datset', '3'], 'there is no option --datset; did you mean --dataset?'],
    [['--learnin-rate', '3'], 'there is no option --learnin-rate; did you mean --learning-rate?'],
    [['--dataset'], '--dataset needs a value: an integer'],
    [['--dataset', '--verbose'], '--dataset needs a value: an integer'],
    [['--dataset', '1', '--dataset', '2'], '--dataset is given twice'],
    [['--no-dataset'], 'there is no option --no-dataset; did you mean --dataset?'],
    [
      ['--quite-another', '1'],
      'there is no option --quite-another; the params are --dataset, --learning-rate, --name, --verbose, --tags, --sizes, --options, --seed, --label, --anything',
    ],
    [['stray'], '"stray" belongs to no option'],
    [['-d', '3'], 'there is no option -d'],
  ])('%j', (words, problem) => {
    expect(read(...words).usage[0]).toBe(problem);
  });

  test('an option of the command is suggested too', () => {
    expect(coerceFlags(['--plugn', 'x'], schema, ['plugin']).usage).toEqual(['there is no option --plugn; did you mean --plugin?']);
  });
});

describe('a param whose name is taken', () => {
  const taken = {
    properties: {
      json: { type: 'boolean' },
      plugin: { type: 'string' },
      params_file: { type: 'integer' },
      'weird name': { type: 'integer' },
      'a=b': {},
      'a-b': { type: 'integer' },
      a_b: { type: 'integer' },
    },
  };
  const own = ['json', 'plugin', 'params-file'];
  const value = (...words: string[]): unknown => {
    const { values, usage, problems } = coerceFlags(words, taken, own);
    return usage.length + problems.length === 0 ? values : [usage, problems];
  };

  const explain = (word: string): string | undefined => coerceFlags([word], taken, own).usage[0];

  test('is reached by its name behind --param.', () => {
    expect(value('--param.json', '--param.plugin', 'x', '--param.params_file=3', '--param.weird name', '4')).toEqual({
      json: true,
      plugin: 'x',
      params_file: 3,
      'weird name': 4,
    });
    expect(value('--no-param.json')).toEqual({ json: false });
    expect(value('--a-b', '1', '--a_b', '2')).toEqual({ 'a-b': 1, a_b: 2 });
  });

  test('is suggested in the form that reaches it', () => {
    expect(explain('--param.plugn')).toBe('there is no option --param.plugn; did you mean --param.plugin?');
    expect(explain('--plugn')).toBe('there is no option --plugn; did you mean --plugin?');
    expect(explain('--weird-name')).toBe('there is no option --weird-name; did you mean --param."weird name"?');
    expect(explain('--quite-another')).toBe(
      `there is no option --quite-another; the params are --param.json, --param.plugin, --param.params_file, --param."weird name", --params '{"a=b": …}', --a-b, --a_b`,
    );
  });
});

test('params are found behind a reference and in allOf', () => {
  const composed = {
    $ref: '#/$defs/Params',
    $defs: { Params: { allOf: [{ properties: { a: { type: 'integer' } } }, { properties: { b: { enum: ['x', 'y'] } } }] } },
  };
  expect(coerceFlags(['--a', '1', '--b', 'x'], composed)).toMatchObject({ values: { a: 1, b: 'x' }, usage: [], problems: [] });
});

test('a schema that refers to itself ends', () => {
  const loop = { $ref: '#/$defs/A', $defs: { A: { $ref: '#/$defs/A' } } };
  expect(coerceFlags(['--a', '1'], loop).usage).toEqual(['there is no option --a; the params are none']);
});

test('any JSON number that is exact arrives as it is, and any text', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), (integer, number, text) => {
      expect(valuesOf(`--dataset=${integer}`, `--learning-rate=${number}`, `--name=${text}`)).toEqual({
        dataset: integer,
        learning_rate: number + 0, // -0 is written as 0

        name: text,
      });
    }),
  );
});

test('what does not read is not repeated where it is, or holds, a secret', () => {
  const secret = { type: 'integer', format: 'password' };
  const schema = {
    properties: {
      pin: secret,
      pins: { type: 'array', items: { $ref: '#/$defs/Pin' } },
      login: { type: 'object', properties: { deep: { anyOf: [{ type: 'null' }, { writeOnly: true }] } } },
      access: { type: 'object', properties: { password: { type: 'string' } } },
      open: { type: 'object', properties: { next: { $ref: '#/properties/open' } } },
    },
    $defs: { Pin: secret },
  };
  const said = (...words: string[]): string[] => coerceFlags(words, schema).problems.map(({ issue }) => issue.message);
  expect(said('--pin', 'abc', '--pins', 'abc', '--pins', 'abd')).toEqual([
    'must be an integer',
    'must be an integer',
    'must be an integer',
  ]);
  expect(said('--login', '{"deep": abc', '--access', '{abc')).toEqual(Array(2).fill('must be an object such as {"a": 1}'));
  expect(said('--open', '{abc')).toEqual(['must be an object such as {"a": 1} (got "{abc")']);
});
