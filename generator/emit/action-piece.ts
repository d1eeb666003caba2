import pMap from 'p-map';
import type { ActionModel, PluginModel } from '../model/plugin-model.ts';
import type { ActionPage } from './docs/action-page.ts';
import type { EmitContext } from './emit-context.ts';
import { viewRegistryEntry } from './registry-entry.ts';
import type { View } from './render.ts';
import { formOf, type FormText, printForm } from './ui-schema/emit-ui-schema.ts';

/** What the files of the whole plugin say about one action. It can be kept as JSON, so that a change of one action needs no look at the others. */
export interface ActionPiece {
  readonly key: string;
  readonly contractHash: string;
  readonly hasValidators: boolean;
  /** For plugin.ts. */
  readonly entry: View;
  /** For ui-schema.json. */
  readonly form: FormText;
  /** For the page that config.yaml asks for. */
  readonly page?: ActionPage;
}

/** The pieces of a model's actions, in the order of the contract. */
export function makePieces(plugin: PluginModel, context: EmitContext): Promise<ActionPiece[]> {
  return pMap(plugin.actions, (action) => makePiece(action, plugin, context), { concurrency: 8 });
}

async function makePiece(action: ActionModel, plugin: PluginModel, context: EmitContext): Promise<ActionPiece> {
  return {
    key: action.key,
    contractHash: action.contractHash,
    hasValidators: action.params !== undefined || action.result !== undefined,
    entry: viewRegistryEntry(action, plugin, context),
    form: await printForm(action.key, formOf(action), context),
    ...(plugin.docs !== undefined && { page: await (await import('./docs/action-page.ts')).makeActionPage(action, plugin, context) }), // few ask for it
  };
}
