import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { checkModel, type Model, predict } from '../../../examples/penguins/src/model/model.ts';
import { printModel } from '../../../examples/penguins/src/model/print-model.ts';

const model: Model = {
  features: ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'],
  species: ['Adelie', 'King\u2028 "x"\\', 'Gentoo'],
  mean: [44, 17, 201, 4200],
  deviation: [5.5, 2, 14, 800],
  weights: [
    [-2.5, 1, -0.5, 0.25],
    [2, 0.5, -1, -1.5],
    [0.5, -1.5, 1.5, 1.25],
  ],
  bias: [0.5, -0.75, 0.25],
};
const penguin = { bill_length_mm: 46.1, bill_depth_mm: 17.9, flipper_length_mm: 199, body_mass_g: 3950 };
const expected = predict(model, Object.values(penguin));

test('the exported coefficients take measurements as they are', () => {
  const portable = JSON.parse(printModel(model, 'json')) as { weights: number[][]; bias: number[] };
  const raw: Model = { ...model, mean: [0, 0, 0, 0], deviation: [1, 1, 1, 1], weights: portable.weights, bias: portable.bias };
  const { species, probabilities } = predict(raw, Object.values(penguin));
  expect(species).toBe(expected.species);
  for (const [name, probability] of Object.entries(expected.probabilities)) expect(probabilities[name]).toBeCloseTo(probability, 10);
});

test('the exported JavaScript module predicts the same, and imports nothing', async () => {
  const code = printModel(model, 'javascript');
  expect(code).not.toContain('import');
  const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
    predict(p: typeof penguin): typeof expected;
  };
  const { species, probabilities } = module.predict(penguin);
  expect(species).toBe(expected.species);
  for (const [name, probability] of Object.entries(expected.probabilities)) expect(probabilities[name]).toBeCloseTo(probability, 10);
});

test('the exported Python module predicts the same', () => {
  const code = `${printModel(model, 'python')}\nimport json\nprint(json.dumps(predict(json.loads(${JSON.stringify(JSON.stringify(penguin))}))))\n`;
  const { stdout, stderr } = spawnSync('python3', ['-'], { input: code, encoding: 'utf8' });
  expect(stderr).toBe('');
  const { species, probabilities } = JSON.parse(stdout) as typeof expected;
  expect(species).toBe(expected.species);
  for (const [name, probability] of Object.entries(expected.probabilities)) expect(probabilities[name]).toBeCloseTo(probability, 10);
});

test('a model whose lists do not fit each other is refused', () => {
  expect(checkModel(model)).toBe(model);
  const message = /^this is not a model of penguins/;
  expect(() => checkModel({ ...model, bias: [1, 2] })).toThrow(message);
  expect(() => checkModel({ ...model, weights: [[1], [2], [3]] })).toThrow(message);
  expect(() => checkModel({ ...model, features: ['length', 'depth', 'flipper', 'mass'] })).toThrow(message);
});
