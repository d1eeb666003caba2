import pMap from 'p-map';
import type { PlannedFile } from '../plan/planned-file.ts';
import { emitActionBase } from './emit-action-base.ts';
import type { EmitContext } from './emit-context.ts';
import { emitPackage } from './emit-package.ts';
import { emitPlugin } from './emit-plugin.ts';
import { emitActionScaffold, emitStepScaffold } from './emit-scaffolds.ts';
import { emitStepBases } from './emit-step-bases.ts';
import { emitTypes } from './emit-types.ts';
import { emitUiSchema } from './emit-ui-schema.ts';
import { emitValidators } from './emit-validators.ts';
import { emitHooksScaffold } from './rules/emit-hooks-scaffold.ts';
import { emitRules } from './rules/emit-rules.ts';
import { formatFile } from './format-file.ts';
import type { PluginModel } from '../model/plugin-model.ts';

/** A file of the plan with its text. */
export interface EmittedFile {
  readonly path: string;
  readonly ownership: 'owned' | 'scaffold';
  readonly text: string;
}

/** Every planned file becomes text, formatted and proven to parse. */
export async function emitFiles(plan: readonly PlannedFile[], plugin: PluginModel, context: EmitContext): Promise<EmittedFile[]> {
  const emitOne = async (file: PlannedFile): Promise<EmittedFile> => {
    return { path: file.path, ownership: file.ownership, text: await formatFile(file.path, await emit(file, plugin, context)) };
  };
  return pMap(plan, emitOne, { concurrency: 8 }); // the formatter works in threads of its own
}

function emit(file: PlannedFile, plugin: PluginModel, context: EmitContext): string | Promise<string> {
  switch (file.kind) {
    case 'types':
      return emitTypes(file.action, plugin);
    case 'validators':
      return emitValidators(file.action, plugin.bundle, context);
    case 'rules':
      return emitRules(file.action, plugin.bundle, context);
    case 'action-base':
      return emitActionBase(file.action, plugin, context);
    case 'step-bases':
      return emitStepBases(file.action, context);
    case 'plugin':
      return emitPlugin(file.plugin, context);
    case 'ui-schema':
      return emitUiSchema(file.plugin);
    case 'package':
      return emitPackage(file.plugin);
    case 'action-scaffold':
      return emitActionScaffold(file.actions, context);
    case 'hooks-scaffold':
      return emitHooksScaffold(file.path, file.hooks, context);
    case 'step-scaffold':
      return emitStepScaffold(file.action, file.step, context);
  }
}
