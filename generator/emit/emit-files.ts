import pMap from 'p-map';
import type { PlannedFile } from '../plan/planned-file.ts';
import type { ActionPiece } from './action-piece.ts';
import { emitDocs } from './docs/emit-docs.ts';
import { emitActionBase } from './emit-action-base.ts';
import type { EmitContext } from './emit-context.ts';
import { emitPackage } from './emit-package.ts';
import { emitPlugin } from './emit-plugin.ts';
import { emitActionScaffold, emitStepScaffold } from './emit-scaffolds.ts';
import { emitStepBases } from './emit-step-bases.ts';
import { emitTypes } from './emit-types.ts';
import { emitValidators } from './emit-validators.ts';
import { emitHooksScaffold } from './rules/emit-hooks-scaffold.ts';
import { emitRules } from './rules/emit-rules.ts';
import { emitUiSchema } from './ui-schema/emit-ui-schema.ts';
import { formatFile, formatOwned } from './format-file.ts';
import type { PluginModel } from '../model/plugin-model.ts';

/** A file of the plan with its text. */
export interface EmittedFile {
  readonly path: string;
  readonly ownership: 'owned' | 'scaffold';
  readonly text: string;
  /** Of an owned file, once the manifest names it: see `contentHash`. */
  readonly hash?: string;
  /** Set where the file is known to lie on the disk as it should: the hash of an owned one, the names that a scaffold exports. Then it has no text here. */
  readonly current?: { readonly hash?: string; readonly exports?: readonly string[] };
}

/** Every planned file becomes text, formatted and proven to parse. */
export async function emitFiles(
  plan: readonly PlannedFile[],
  plugin: PluginModel,
  pieces: readonly ActionPiece[],
  context: EmitContext,
): Promise<EmittedFile[]> {
  const emitOne = async (file: PlannedFile): Promise<EmittedFile> => {
    const { path, ownership, kind } = file;
    const styles = context.styles(path);
    const text = await emit(file, plugin, pieces, context);
    if (kind === 'ui-schema') return { path, ownership, text }; // of pieces that are laid out
    return {
      path,
      ownership,
      text: ownership === 'owned' ? await formatOwned(path, text, styles) : await formatFile(path, text, styles[0]),
    };
  };
  return pMap(plan, emitOne, { concurrency: 8 }); // the formatter works in threads of its own
}

function emit(file: PlannedFile, plugin: PluginModel, pieces: readonly ActionPiece[], context: EmitContext): string | Promise<string> {
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
    case 'test-kit':
      return import('./test-kit/emit-test-kit.ts').then(({ emitTestKit }) => emitTestKit(file.action, plugin, context));
    case 'plugin':
      return emitPlugin(file.plugin, pieces);
    case 'ui-schema':
      return emitUiSchema(pieces, context);
    case 'docs':
      return emitDocs(
        file.plugin,
        pieces.flatMap(({ page }) => page ?? []),
      );
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
