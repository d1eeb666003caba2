import { relative } from 'node:path';
import type { PluginModel } from '../../generator/model/plugin-model.ts';
import { ActionsmithError } from '../errors/actionsmith-error.ts';

export interface ReadModel {
  readonly model: PluginModel;
  /** The plugin's real folder. */
  readonly root: string;
  /** Where a part of the contract stands: `schemas/train.params.json:4`. Undefined for what ships with the toolkit. */
  readonly locate: (part: { readonly uri: string; readonly pointer: string }) => string | undefined;
}

/**
 * What a plugin's contract says, read from config.yaml: for whoever needs more than the registry has, or has no registry yet.
 * Throws CONTRACT_INVALID with every problem and its place.
 */
export async function readModel(folder: string): Promise<ReadModel> {
  const { loadContract } = await import('../../generator/pipeline.ts');
  const { model, root, diagnostics, sources } = await loadContract(folder);
  if (model !== undefined) return { model, root, locate: (part) => sources?.locate(part) };
  const { renderText } = await import('../../generator/diagnostics/render-text.ts');
  const problems = renderText(diagnostics, { folder: relative(process.cwd(), root) });
  throw new ActionsmithError(`the contract of the plugin is wrong\n${problems.trimEnd()}`, {
    code: 'CONTRACT_INVALID',
    details: { diagnostics },
  });
}
