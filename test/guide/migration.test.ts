/** Guide: Function-Based Actions, Migration Guide: Function to Class-Based Actions. Before, and what `actionsmith migrate` makes of it: the guide's After. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installToolkit, makePlugin, TOOLKIT, writeIn } from '../support/make-plugin.ts';
import { runCli, runNode, runTsc } from '../support/run-cli.ts';

const SCHEMAS = `import { z } from 'zod';

export const ConvertParams = z.object({ file_path: z.string() });
export const ConvertResult = z.object({ output_path: z.string(), converted: z.boolean() });
export const convertFile = (path: string): string => path.replace('.json', '.txt');
`;

const BEFORE = `import { defineAction } from 'actionsmith';
import { convertFile, ConvertParams, ConvertResult } from '../schemas.js';

export const convert = defineAction({ params: ConvertParams, result: ConvertResult }, (params, context) => {
  context.setProgress(0, 100);
  const output_path = convertFile(params.file_path);
  context.setProgress(100, 100);
  return { output_path, converted: true };
});
`;

const AFTER = `import { BaseAction, type InferOutput } from 'actionsmith';
import { convertFile, ConvertParams, ConvertResult } from '../schemas.js';

export class ConvertAction extends BaseAction<InferOutput<typeof ConvertParams>, InferOutput<typeof ConvertResult>> {
  static override readonly paramsModel = ConvertParams;
  static override readonly resultModel = ConvertResult;

  override execute(): InferOutput<typeof ConvertResult> {
    this.setProgress(0, 100);
    const output_path = convertFile(this.params.file_path);
    this.setProgress(100, 100);
    return { output_path, converted: true };
  }
}

export { ConvertAction as convert };
`;

const CONFIG = 'name: Converter\ncode: converter\nactions:\n  convert: # the only one\n    entrypoint: src/actions/convert:convert\n';

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    outDir: 'dist',
    rootDir: '.',
    strict: true,
    types: ['node'],
    skipLibCheck: true,
  },
  include: ['src', 'generated'],
};

test('the function of the guide becomes its class, which the plugin runs with the same result', async () => {
  const folder = makePlugin({
    'config.yaml': CONFIG,
    'src/schemas.ts': SCHEMAS,
    'src/actions/convert.ts': BEFORE,
    'package.json': { type: 'module' },
    'tsconfig.json': TSCONFIG,
  });
  installToolkit(folder);
  symlinkSync(join(TOOLKIT, 'node_modules/zod'), join(folder, 'node_modules/zod'), 'dir');
  writeIn(folder, 'use.mjs', USE);
  const buildAndRun = async (): Promise<string> => {
    expect(await runCli(['generate'], { cwd: folder })).toMatchObject({ code: 0 });
    expect((await runTsc(folder, [])).stdout).toBe('');
    const { stdout } = await runNode(['use.mjs'], { cwd: folder });
    return stdout;
  };
  expect(await buildAndRun()).toBe('function {"output_path":"a.txt","converted":true}\n');
  expect(await runCli(['migrate'], { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(join(folder, 'src/actions/convert.ts'), 'utf8')).toBe(AFTER);
  expect(readFileSync(join(folder, 'config.yaml'), 'utf8')).toBe(CONFIG.replace(':convert\n', ':ConvertAction\n'));
  expect(await buildAndRun()).toBe('class {"output_path":"a.txt","converted":true}\n');
});

const USE = `import { registry, plugin } from './dist/generated/plugin.js';
const result = await plugin.convert.run({ file_path: 'a.json' }, { logger: { write() {} } });
console.log(registry.get('convert').type, JSON.stringify(result));
`;
