/** Guide: Parameter Validation: the params with a field validator and a model validator, and accessing validated params. */
import { isValidationError, loadPlugin, LocalExecutor, NoOpLogger } from 'actionsmith';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Validator } from '../../runtime/validation/validator.ts';
import { useGuideParamsPlugin } from '../support/guide-params-plugin.ts';
import { type Finished, runCli, runTsc } from '../support/run-cli.ts';

const guide = useGuideParamsPlugin();

const OOM = { path: ['batch_size'], message: 'Large batch + many epochs may OOM', hint: 'lower batch_size or epochs', keyword: 'x-rules' };
const SPIN = { path: ['augmentations'], message: 'Invalid augmentations: spin, blur', keyword: 'x-validate' };

async function run(params: unknown): Promise<unknown> {
  const { registry } = await loadPlugin(guide.folder);
  try {
    return await new LocalExecutor({ logger: new NoOpLogger() }).execute(registry.get('train'), params);
  } catch (error) {
    return isValidationError(error) ? error.issues : error;
  }
}

test('valid params arrive with their defaults', async () => {
  expect(await run({ dataset: 1, augmentations: ['flip'] })).toEqual({ trained: true, epochs: 100, lr: 0.001 });
});

describe('from code', () => {
  test('a value that does not fit the schema is told first, and alone', async () => {
    expect(await run({ batch_size: 512, epochs: 2000, augmentations: ['spin'] })).toEqual([
      { path: ['dataset'], message: 'is required', keyword: 'required' },
    ]);
  });

  test('then the rule, before a hook is asked', async () => {
    expect(await run({ dataset: 1, batch_size: 512, epochs: 2000, augmentations: ['spin'] })).toEqual([OOM]);
  });

  test('then the hook', async () => {
    expect(await run({ dataset: 1, batch_size: 512, augmentations: ['spin', 'flip', 'blur'] })).toEqual([SPIN]);
  });

  test('check cannot wait, and ends at the rules; Standard Schema runs everything', async () => {
    await loadPlugin(guide.folder); // from here on TypeScript can be imported
    const module = (await import(pathToFileURL(join(guide.folder, 'generated/train/validators.ts')).href)) as Record<string, Validator>;
    const validator = module['checkTrainParams']!;
    const { path, message } = SPIN;
    expect(validator.check({ dataset: 1, augmentations: ['spin', 'blur'] })).toMatchObject({ ok: true });
    expect(await validator['~standard'].validate({ dataset: 1, augmentations: ['spin', 'blur'] })).toEqual({ issues: [{ path, message }] });
  });
});

function train(...words: string[]): Promise<Finished> {
  return runCli(['run', 'train', '--plugin', guide.folder, '--quiet', ...words]);
}

describe('on the command line, one line says where it came from', () => {
  test.each([
    [
      ['--dataset', '1', '--batch-size', '512', '--epochs', '2000'],
      '--batch-size: params.batch_size: Large batch + many epochs may OOM; lower batch_size or epochs',
    ],
    [['--params', '{"dataset":1,"augmentations":["spin"]}'], '--params: params.augmentations: Invalid augmentations: spin'],
  ])('%j', async (words, line) => {
    expect(await train(...words)).toEqual({ code: 1, stdout: '', stderr: `${line}\n` });
  });

  test.each([
    [
      'params.yaml',
      'dataset: 1\nepochs: 2000\nbatch_size: 512\n',
      '3:13: params.batch_size: Large batch + many epochs may OOM; lower batch_size or epochs',
    ],
    ['params.json', '{\n  "dataset": 1,\n  "augmentations": ["spin"]\n}\n', '3:20: params.augmentations: Invalid augmentations: spin'],
  ])('%s', async (name, text, line) => {
    const file = join(guide.folder, name);
    writeFileSync(file, text);
    expect(await train('--params-file', file)).toEqual({ code: 1, stdout: '', stderr: `${file}:${line}\n` });
  });
});

test('what is generated compiles, and an export that is missing is a compile error', async () => {
  expect((await runTsc(guide.folder)).stdout).toBe('');
  const file = join(guide.folder, 'src/validators.ts');
  writeFileSync(file, 'export {};\n');
  expect((await runTsc(guide.folder)).stdout).toMatch(
    /^generated\/train\/rules\.ts\(\d+,\d+\): error TS2339: Property 'checkAugmentations' does not exist/,
  );
});
