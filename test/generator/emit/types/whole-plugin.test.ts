import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generate } from '../../../../generator/index.ts';
import { installToolkit, makePlugin, TOOLKIT, writeIn } from '../../../support/make-plugin.ts';
import { runTsc } from '../../../support/run-cli.ts';
import { STRICTEST } from '../../../support/compile-types.ts';

const PARAMS = {
  title: 'How to train',
  description: 'Everything that\na training needs.',
  type: 'object',
  required: ['dataset', 'optimizer'],
  properties: {
    dataset: { description: 'Its id */ alert(1)', type: 'integer', minimum: 1, examples: [7, 8] },
    epochs: { title: 'Epochs', type: 'integer', minimum: 1, maximum: 100, multipleOf: 5, default: 10 },
    name: { type: 'string', minLength: 1, maxLength: 20, pattern: '^[a-z]+$', format: 'hostname' },
    mode: { $ref: '#/$defs/Mode' },
    tags: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3, uniqueItems: true },
    old: { type: 'boolean', deprecated: true },
    key: { type: 'string', writeOnly: true },
    id: { type: 'string', readOnly: true },
    optimizer: { oneOf: [{ $ref: '#/$defs/Sgd' }, { $ref: '#/$defs/Adam' }] },
    tree: { $ref: '#/$defs/Tree' },
    size: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }], minItems: 2, items: false },
    anything: { minimum: 1 },
  },
  $defs: {
    Mode: { description: 'How fast', enum: ['fast', 'very-slow'] },
    Sgd: {
      type: 'object',
      required: ['kind', 'momentum'],
      properties: { kind: { const: 'sgd' }, momentum: { type: 'number' } },
      additionalProperties: false,
    },
    Adam: {
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: 'adam' }, betas: { type: 'array', items: { type: 'number' } } },
      additionalProperties: false,
    },
    Tree: {
      type: 'object',
      properties: { left: { $ref: '#/$defs/Tree' }, size: { type: 'integer', default: 0 } },
      additionalProperties: false,
    },
  },
};
const RESULT = { type: 'object', required: ['mode'], properties: { mode: { $ref: 'train.params.json#/$defs/Mode' } } };

/** What an author writes over the types: all of it must compile, and each expected error must be one. */
const AUTHOR = `import { Mode, type TrainParams, type TrainParamsInput, type TrainResult } from '../generated/train/types.js';
export const least: TrainParamsInput = { dataset: 1, optimizer: { kind: 'adam' } };
export const most: TrainParams = { dataset: 1, epochs: 5, mode: Mode.VERY_SLOW, optimizer: { kind: 'sgd', momentum: 0.9 }, size: [1, 2], anything: 'x', tree: { size: 1, left: { size: 0 } } };
export const constant: 'very-slow' = Mode.VERY_SLOW;
export const result: TrainResult = { mode: 'fast', more: 1 };
export function momentum({ optimizer }: TrainParams): number {
  switch (optimizer.kind) {
    case 'sgd':
      return optimizer.momentum;
    case 'adam':
      return optimizer.betas?.[0] ?? 0;
  }
}
export const epochs = (params: TrainParams): string => params.epochs.toFixed();
// @ts-expect-error -- of the other branch
export const other = ({ optimizer }: TrainParams): unknown => (optimizer.kind === 'adam' ? optimizer.momentum : 0);
// @ts-expect-error -- not before it is told apart
export const early = ({ optimizer }: TrainParams): unknown => optimizer.momentum;
// @ts-expect-error -- a default is there afterwards
export const after: TrainParams = { dataset: 1, optimizer: { kind: 'adam' } };
// @ts-expect-error -- no such field
export const typo: TrainParamsInput = { dataset: 1, optimizer: { kind: 'adam' }, epoch: 3 };
// @ts-expect-error -- no such value
export const value: TrainParamsInput = { dataset: 1, optimizer: { kind: 'adam' }, mode: 'slow' };
// @ts-expect-error -- absent is not undefined
export const absent: TrainParamsInput = { dataset: 1, optimizer: { kind: 'adam' }, name: undefined };
// @ts-expect-error -- three are no pair
export const pair: TrainParamsInput = { dataset: 1, optimizer: { kind: 'adam' }, size: [1, 2, 3] };
`;

async function generated(printer?: string): Promise<{ folder: string; types: string }> {
  const train = { params: 'schemas/train.params.json', result: 'schemas/train.result.json' };
  const config = { name: 'Whole', code: 'whole', ...(printer && { types: printer }), actions: { train } };
  const folder = makePlugin({
    'config.yaml': JSON.stringify(config),
    'package.json': { name: 'whole', type: 'module' },
    'schemas/train.params.json': PARAMS,
    'schemas/train.result.json': RESULT,
    'src/use.ts': AUTHOR,
  });
  installToolkit(folder);
  symlinkSync(join(TOOLKIT, 'node_modules/json-schema-to-typescript'), join(folder, 'node_modules/json-schema-to-typescript'), 'dir');
  const { ok, diagnostics, files } = await generate({ plugin: folder });
  expect({ ok, diagnostics }).toEqual({ ok: true, diagnostics: [] });
  return { folder, types: files.get('generated/train/types.ts')! };
}

describe.each(['actionsmith', 'json-schema-to-typescript'])('types by %s', (printer) => {
  test('say what the schema says, and where it says it', async () => {
    const { types } = await generated(printer);
    const said: readonly [string, string | RegExp][] = [
      ['a title', 'How to train'],
      ['a description, line by line', /\* Everything that\n \* a training needs\./],
      ['a default', '@default 10'],
      ['examples', '@example 7'],
      ['that it is deprecated', '@deprecated'],
      ['that it is read or written only', /@readonly[^]*@writeonly|@writeonly[^]*@readonly/],
      ['limits of numbers', /@minimum 1\n[^]*@maximum 100/],
      ['steps of numbers', '@multipleOf 5'],
      ['limits of texts', /@minLength 1\n[^]*@maxLength 20\n/],
      ['a pattern', '@pattern ^[a-z]+$'],
      ['a format', '@format hostname'],
      ['limits of lists', /@minItems 1\n[^]*@maxItems 3\n/],
      ['that items differ', '@uniqueItems'],
      ['the file and the line', /@see schemas\/train\.params\.json:1\b/],
      ['the place of a definition', /@see schemas\/train\.params\.json:\d\d/],
      ['a choice as an object of constants', /export const Mode(: [^=]+)? = \{/],
      ['the choice as a union of its own name', /export type Mode =/],
      ['no type for what states none', /anything\?: unknown;/],
    ];
    for (const [what, text] of said) expect(types, what).toMatch(text);
    expect(types).not.toMatch(/\*\/ alert/); // nothing of an author's text ends a comment
    const names = [...types.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name!);
    expect(names.filter((name) => /\d$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each([
    ['nodenext', { module: 'nodenext', moduleResolution: 'nodenext' }],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler' }],
  ])(
    'are what an author can rely on, under the strictest flags and %s resolution',
    async (_, resolution) => {
      const { folder } = await generated(printer);
      const compilerOptions = {
        ...STRICTEST,
        ...resolution,
        types: ['node'],
        skipLibCheck: true,
        noPropertyAccessFromIndexSignature: true,
      };
      writeIn(folder, 'tsconfig.json', JSON.stringify({ compilerOptions, include: ['src', 'generated'] }));
      expect((await runTsc(folder)).stdout).toBe('');
    },
    30_000,
  );
});
