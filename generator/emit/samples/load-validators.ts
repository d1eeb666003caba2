import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { transform } from 'esbuild';
import type { Validator } from '../../../runtime/validation/validator.ts';
import type { ActionModel, PluginModel } from '../../model/plugin-model.ts';
import { packageRoot } from '../../package-version.ts';
import type { EmitContext } from '../emit-context.ts';
import { emitValidators } from '../emit-validators.ts';
import { emitRules } from '../rules/emit-rules.ts';

/**
 * The validators of an action, as their module will be: with its rules, and without the author's own checks (`x-validate`), which are code that is
 * not run to generate.
 */
export async function loadValidators(
  action: ActionModel,
  plugin: PluginModel,
  context: EmitContext,
): Promise<Readonly<Record<string, Validator>>> {
  const runtime = (await import(pathToFileURL(join(packageRoot(), 'dist/codegen-v1.js')).href)) as unknown;
  const rules = emitRules(action, plugin.bundle, context);
  const load = (specifier: string): unknown => {
    if (specifier === 'actionsmith/codegen/v1') return runtime;
    return specifier.startsWith('./rules') ? modules.rules : AUTHOR;
  };
  const modules = { rules: await evaluate(rules, load) };
  return (await evaluate(emitValidators(action, plugin.bundle, context), load)) as Readonly<Record<string, Validator>>;
}

/** Whatever is asked of an author's module is a function that finds nothing. */
const AUTHOR: object = new Proxy({}, { get: () => () => undefined });

async function evaluate(code: string, load: (specifier: string) => unknown): Promise<unknown> {
  const { code: text } = await transform(code, { loader: 'ts', format: 'cjs', target: 'node20' });
  const module = { exports: {} };
  compileFunction(text, ['module', 'require'])(module, load);
  return module.exports;
}
