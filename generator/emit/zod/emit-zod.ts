import type { ActionModel, PluginModel, ValueModel } from '../../model/plugin-model.ts';
import { readRefinements } from '../../model/rules/read-refinements.ts';
import type { SchemaBundle } from '../../model/schema/index.ts';
import { valuesOf } from '../../plan/plan-files.ts';
import { docComment } from '../code.ts';
import type { EmitContext } from '../emit-context.ts';
import type { EmittedFile } from '../emit-files.ts';
import { formatOwned } from '../format-file.ts';
import { ownedHeader } from '../header.ts';
import { refinementsOf } from '../rules/emit-rules.ts';
import { printZod, type ZodProblem, type ZodRoot } from './print-zod.ts';

/** generated/<action>/zod.ts for every action that has schemas. Where one cannot be said with zod, the problems tell which and why. */
export async function emitZod(plugin: PluginModel, context: EmitContext): Promise<{ files: EmittedFile[]; problems: ZodProblem[] }> {
  const files: EmittedFile[] = [];
  const problems: ZodProblem[] = [];
  for (const action of plugin.actions.filter((candidate) => valuesOf(candidate).length > 0)) {
    const path = `${context.out}/${action.folder}/zod.ts`;
    const printed = printAction(action, plugin, context);
    problems.push(...printed.problems);
    if (printed.problems.length === 0)
      files.push({ path, ownership: 'owned', text: await formatOwned(path, printed.code, context.styles(path)) });
  }
  return { files, problems };
}

function printAction(action: ActionModel, { bundle }: PluginModel, { ending }: EmitContext): { code: string; problems: ZodProblem[] } {
  const options = { typesModule: `./types${ending}`, rulesModule: `./rules${ending}`, runtimeModule: 'actionsmith/codegen/v1' };
  const roots = valuesOf(action).map((value) => asRoot(value, bundle));
  const { code, problems } = printZod(bundle, roots, options);
  const about = docComment(['The same schemas for zod: each gives the verdict and the value of its validator.']);
  return { code: `${ownedHeader()}\n${about}\n${code}`, problems };
}

/** `trainParamsSchema` beside the validator `checkTrainParams` and the type `TrainParams`. */
function asRoot(value: ValueModel, bundle: SchemaBundle): ZodRoot {
  const { typeName, inputTypeName, root, closed } = value;
  const exportName = `${typeName[0]!.toLowerCase()}${typeName.slice(1)}Schema`;
  const hooks = readRefinements(bundle, root, closed).hooks.map((hook) => hook.exportName);
  return { exportName, typeName, inputTypeName, root, closeRoot: closed, refinements: refinementsOf(value, bundle), hooks };
}
