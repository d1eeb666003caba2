import { expect, test } from 'vitest';
import { spliceYaml } from '../../../generator/add/splice-yaml.ts';

const config = `# my plugin
name:   "Tiny"   # odd

actions: # all of them
    train:   # first
        steps:
          # loads
          - name: load   # from disk
            weight: 2
          # fits
          - { name: fit }
    # to come: infer

env: { A: '1' }`;

test('an action goes behind the last one, in the indentation of the others', () => {
  const added = spliceYaml(config, ['actions'], { key: 'infer', value: { name: 'Infer', params: 'p.json' } });
  expect(added).toBe(
    config.replace('          - { name: fit }\n', '          - { name: fit }\n    infer:\n      name: Infer\n      params: p.json\n'),
  );
});

test.each([
  [0, '        steps:\n          - name: new\n          # loads\n'],
  [1, '            weight: 2\n          - name: new\n          # fits\n'],
  [2, '          - { name: fit }\n          - name: new\n    # to come'],
])('a step at place %i comes before the comment of the next one', (index, part) => {
  const added = spliceYaml(config, ['actions', 'train', 'steps'], { index, value: { name: 'new' } });
  expect(added).toContain(part);
  expect(added.replace('          - name: new\n', '')).toBe(config);
});

test('what is missing on the way is made', () => {
  expect(spliceYaml('name: a\n', ['actions'], { key: 'go', value: { name: 'Go' } })).toBe('name: a\nactions:\n  go:\n    name: Go\n');
  expect(spliceYaml('actions: # none\nname: a', ['actions'], { key: 'go', value: { name: 'Go' } })).toBe(
    'actions: # none\n  go:\n    name: Go\nname: a',
  );
  expect(spliceYaml('actions:\n  go:', ['actions', 'go', 'steps'], { value: { name: 'a' } })).toBe(
    'actions:\n  go:\n    steps:\n      - name: a',
  );
});

test('braces and brackets stay braces and brackets', () => {
  const text = 'actions: { go: { steps: [{ name: a }, ] }, }\n';
  expect(spliceYaml(text, ['actions'], { key: 'b', value: { name: 'B' } })).toBe(
    'actions: { go: { steps: [{ name: a }, ] }, b: { name: B }, }\n',
  );
  expect(spliceYaml(text, ['actions', 'go', 'steps'], { value: { name: 'b' } })).toBe(
    'actions: { go: { steps: [{ name: a }, { name: b }, ] }, }\n',
  );
  expect(spliceYaml('actions: {}\n', ['actions'], { key: 'b', value: { name: 'B' } })).toBe('actions: { b: { name: B } }\n');
  expect(spliceYaml('[{"name": "a"}]', [], { index: 0, value: { name: 'b' } })).toBe('[{"name":"b"}, {"name": "a"}]');
});

test('a null gives way, and what stands behind it stays', () => {
  expect(spliceYaml('\uFEFFactions:\n  go: ~ # none\n', ['actions', 'go', 'steps'], { value: { name: 'a' } })).toBe(
    '\uFEFFactions:\n  go: { steps: [ { name: a } ] } # none\n',
  );
  expect(spliceYaml('{"actions": {"go": {"steps": null}}}', ['actions', 'go', 'steps'], { value: { name: 'a' } })).toBe(
    '{"actions": {"go": {"steps": [{"name":"a"}]}}}',
  );
});

test('line ends stay those of the file', () => {
  expect(spliceYaml('actions:\r\n  a: {}\r\n', ['actions'], { key: 'b', value: { name: 'B' } })).toBe(
    'actions:\r\n  a: {}\r\n  b:\r\n    name: B\r\n',
  );
});

test.each([
  ['it has errors', 'actions: [\n'],
  ['actions.go.steps is neither a map nor a list', 'actions:\n  go: 1\n'],
  ['actions.go.steps is an alias, and *s is shared with another place', 'x: &s [{ name: a }]\nactions:\n  go: { steps: *s }\n'],
  [
    'it is written in an unusual way, or shared with another place by an alias',
    'actions:\n  go: { steps: &s [{ name: a }] }\n  x: { steps: *s }\n',
  ],
])('%s: nothing is guessed in %j', (message, text) => {
  expect(() => spliceYaml(text, ['actions', 'go', 'steps'], { value: { name: 'b' } })).toThrow(message);
});
