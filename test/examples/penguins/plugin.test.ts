import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LocalExecutor } from 'actionsmith/executors';
import { NoOpLogger, type RunEvent } from 'actionsmith/loggers';
import { plugin, registry } from '../../../examples/penguins/generated/plugin.ts';

const quiet = { logger: new NoOpLogger() };
let output: string;
beforeEach(() => void (output = mkdtempSync(join(tmpdir(), 'penguins-'))));
afterEach(() => rmSync(output, { recursive: true, force: true }));

test('with nothing but defaults, a model is trained that names more than 95 of 100 held-back penguins right', async () => {
  const result = await plugin.train.run({ output }, quiet);
  expect(result.test_accuracy).toBeGreaterThan(0.95);
  expect(result).toMatchObject({ test_rows: 69, epochs_completed: 50, weights_path: join(output, 'weights.json') });
  expect(JSON.parse(readFileSync(result.weights_path, 'utf8'))).toEqual(result.model);
});

test('a prepared dataset and the CSV give the same model for the same seed', async () => {
  const prepared = await plugin.dataset.run({ output, seed: 7 }, quiet);
  expect(prepared).toMatchObject({ rows: 342, dropped_rows: 2, train_rows: 222, validation_rows: 51, test_rows: 69 });
  const fromRows = await plugin.train.run({ output, seed: 7, dataset: prepared.dataset, epochs: 5 }, quiet);
  expect(existsSync(join(output, 'train-rows'))).toBe(false);
  expect(await plugin.train.run({ output, seed: 7, epochs: 5 }, quiet)).toEqual(fromRows);
});

test('infer takes the weights by path or the model itself, and names the species', async () => {
  const { weights_path, model } = await plugin.train.run({ output }, quiet);
  const gentoo = { bill_length_mm: 47.5, bill_depth_mm: 14.9, flipper_length_mm: 218, body_mass_g: 5100 };
  const byPath = await plugin.infer.run({ weights_path, ...gentoo }, quiet);
  expect(byPath.species).toBe('Gentoo');
  expect(byPath.probability).toBeGreaterThan(0.99);
  expect(await plugin.infer.run({ model, ...gentoo }, quiet)).toEqual(byPath);
});

test.each([
  { format: 'json', file: 'penguins.json' },
  { format: 'javascript', file: 'predict-penguin.mjs' },
  { format: 'python', file: 'predict_penguin.py' },
] as const)('export writes $file', async ({ format, file }) => {
  const { model } = await plugin.train.run({ output, epochs: 1 }, quiet);
  const exported = await plugin.export.run({ model, output, format }, quiet);
  expect(exported).toEqual({ path: join(output, file), format, bytes: readFileSync(join(output, file)).length });
});

test('every epoch reports its progress, its loss and its accuracy', async () => {
  const events: RunEvent[] = [];
  await new LocalExecutor({ logger: { write: (event) => void events.push(event) } }).execute(registry.get('train'), { output, epochs: 3 });
  const metrics = events.filter((event) => event.type === 'metrics' && event.step === 'train');
  expect(metrics).toHaveLength(3);
  expect(metrics[0]).toMatchObject({ values: { loss: expect.closeTo(0.178, 3) as number, accuracy: expect.closeTo(0.941, 3) as number } });
  const progress = events.flatMap((event) =>
    event.type === 'progress' && event.step === 'train' ? `${event.current}/${event.total}` : [],
  );
  expect(progress).toEqual(['1/3', '2/3', '3/3']);
});

test('adam with momentum is refused, and the contract says why', async () => {
  await expect(plugin.train.run({ output, optimizer: 'adam', momentum: 0.5 }, quiet)).rejects.toThrow(
    'adam keeps its own momentum: leave momentum at 0, or choose the optimizer sgd',
  );
});

test('a run that fails leaves no rows behind', async () => {
  const csv = join(output, 'two-species.csv');
  const rows = ['A', 'B'].flatMap((species) => [1, 2, 3, 4].map((value) => `${species},${value}e300,${value},${value},${value}`));
  writeFileSync(csv, ['species,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g', ...rows].join('\n'));
  await expect(plugin.train.run({ output, data: csv }, quiet)).rejects.toThrow('step "train" failed');
  expect(existsSync(join(output, 'train-rows'))).toBe(false);
});

test('a CSV that cannot be used is named, with its line', async () => {
  const csv = join(output, 'bad.csv');
  writeFileSync(csv, 'species,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g\nAdelie,39.1,18.7,long,3750\n');
  await expect(plugin.dataset.run({ output, data: csv }, quiet)).rejects.toThrow(
    `${csv}: line 2: flipper_length_mm must be a number (got "long")`,
  );
});

test('weights that are no model of penguins are refused', async () => {
  const path = join(output, 'weights.json');
  writeFileSync(path, '{"species":["A","B"],"features":[],"mean":[],"deviation":[],"weights":[],"bias":[]}');
  await expect(plugin.infer.run({ weights_path: path }, quiet)).rejects.toThrow(`${path}: this is not a model of penguins`);
});
