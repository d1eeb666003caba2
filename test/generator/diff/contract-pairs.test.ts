import { expect, test } from 'vitest';
import { diffConfigs } from '../../support/diff-configs.ts';

type Action = Record<string, unknown>;

const act = (action: Action): object => ({ actions: { act: action } });
const step = (name: string, more: object = {}): object => ({ name, ...more });
const output = (schema: object): object => ({ type: 'object', properties: { rows: schema }, required: ['rows'] });

const pairs: [string, object, object, string[]][] = [
  ['an action that is gone', { actions: { a: {}, b: {} } }, { actions: { a: {} } }, ['breaking action-removed: b is gone']],
  ['an action that is new', { actions: { a: {} } }, { actions: { a: {}, b: {} } }, ['compatible action-added: b is new']],
  [
    'an action with another name and the same class',
    { actions: { a: { entrypoint: 'src/a:A' } } },
    { actions: { b: { entrypoint: 'src/a:A' } } },
    ['breaking action-renamed: a is called b now'],
  ],
  ['another method', act({ method: 'local' }), act({ method: 'job' }), ['risky method-changed: act method is job (was local)']],
  ['no longer served', act({ method: 'serve' }), act({ method: 'job' }), ['breaking serve-method-changed: act method is job (was serve)']],
  ['the old name of a method', act({ method: 'serve' }), act({ method: 'restapi' }), []],
  ['another base', act({ base: 'base' }), act({ base: 'train' }), ['risky base-changed: act base is train (was base)']],
  [
    'more memory',
    act({ resources: { memory: '1GiB' } }),
    act({ resources: { memory: '2GiB' } }),
    ['risky resources-raised: act resources.memory is 2147483648 (was 1073741824)'],
  ],
  ['the same memory in other words', act({ resources: { memory: '1GiB' } }), act({ resources: { memory: 1073741824 } }), []],
  [
    'no GPU any more',
    act({ resources: { num_gpus: 1 } }),
    act({}),
    ['compatible resources-lowered: act resources.num_gpus is not stated (was 1)'],
  ],
  [
    'wider input',
    act({ input_type: 'yolo_dataset' }),
    act({ input_type: 'dataset' }),
    ['compatible input-type-widened: act input_type is dataset (was yolo_dataset)'],
  ],
  [
    'narrower input',
    act({ input_type: 'dataset' }),
    act({ input_type: 'yolo_dataset' }),
    ['breaking input-type-changed: act input_type is yolo_dataset (was dataset)'],
  ],
  [
    'narrower output',
    act({ output_type: 'dataset' }),
    act({ output_type: 'yolo_dataset' }),
    ['compatible output-type-narrowed: act output_type is yolo_dataset (was dataset)'],
  ],
  [
    'wider output',
    act({ output_type: 'yolo_dataset' }),
    act({ output_type: 'dataset' }),
    ['breaking output-type-changed: act output_type is dataset (was yolo_dataset)'],
  ],
  [
    'a result that must fit',
    act({}),
    act({ result_validation: 'strict' }),
    ['risky result-validation-changed: act result_validation is strict (was warn)'],
  ],
  [
    'params where there were none',
    act({}),
    act({ params: { type: 'object', properties: { a: {} } } }),
    ['risky params-added: act params has a schema now'],
  ],
  [
    'params that are needed',
    act({}),
    act({ params: { type: 'object', properties: { a: {} }, required: ['a'] } }),
    ['breaking params-needed: act params has a schema now'],
  ],
  ['no result any more', act({ result: { type: 'object' } }), act({}), ['breaking result-removed: act result has no schema any more']],
  ['a step that is gone', act({ steps: [step('a'), step('b')] }), act({ steps: [step('a')] }), ['risky step-removed: act step b is gone']],
  ['a step that is new', act({ steps: [step('a')] }), act({ steps: [step('a'), step('b')] }), ['compatible step-added: act step b is new']],
  [
    'a step with another name',
    act({ steps: [step('a')] }),
    act({ steps: [step('z')] }),
    ['risky step-renamed: act step a is called z now'],
  ],
  [
    'another order',
    act({ steps: [step('a'), step('b')] }),
    act({ steps: [step('b'), step('a')] }),
    ['risky steps-reordered: act steps run as b, a (were a, b)'],
  ],
  [
    'a step that may be skipped',
    act({ steps: [step('a')] }),
    act({ steps: [step('a', { skippable: true })] }),
    ['risky step-skippable: act step a may be skipped now'],
  ],
  [
    'another timeout',
    act({ steps: [step('a', { timeout: '1h' })] }),
    act({ steps: [step('a', { timeout: '2h' })] }),
    ['risky step-policy-changed: act step a has another timeout or another retry'],
  ],
  ['the same timeout in other words', act({ steps: [step('a', { timeout: '1h' })] }), act({ steps: [step('a', { timeout: '60m' })] }), []],
  ['another weight or description', act({ steps: [step('a')] }), act({ steps: [step('a', { weight: 2, description: 'x' })] }), []],
  [
    'an output with another type',
    act({ steps: [step('a', { output: output({ type: 'integer' }) })] }),
    act({ steps: [step('a', { output: output({ type: 'number' }) })] }),
    ['breaking output-type-widened: act step a output.rows may be any number (was an integer)'],
  ],
  [
    'routes',
    act({
      method: 'serve',
      serve: { routes: { 'POST /a': { request: { type: 'object', properties: { x: { type: 'number' } } } }, 'GET /b': {} } },
    }),
    act({
      method: 'serve',
      serve: { routes: { 'POST /a': { request: { type: 'object', properties: { x: { type: 'integer' } } } }, 'GET /c': {} } },
    }),
    [
      'breaking params-type-narrowed: act POST /a request.x must be an integer (was any number)',
      'breaking route-removed: act GET /b is gone',
      'compatible route-added: act GET /c is new',
    ],
  ],
  [
    'secrets',
    { ...act({}), secrets: { A: 'env:A' } },
    { ...act({}), secrets: { B: 'env:B' } },
    ['risky secret-added: secret B is needed now', 'compatible secret-removed: secret A is no longer needed'],
  ],
];

test.each(pairs)('%s', async (_what, old, now, expected) => {
  const found = await diffConfigs(old, now);
  expect(found.map(({ severity, rule, subject, message }) => `${severity} ${rule}: ${subject} ${message}`)).toEqual(expected);
});
