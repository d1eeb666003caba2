import type { PluginModel } from '../model/plugin-model.ts';
import type { ActionPiece } from './action-piece.ts';
import { docComment, literal } from './code.ts';
import { ownedHeader } from './header.ts';
import { render } from './render.ts';
import template from './templates/plugin.hbs';

/** generated/plugin.ts: the registry of the plugin's actions, and each action bound to the executors. */
export function emitPlugin({ code, name, version, category }: PluginModel, pieces: readonly ActionPiece[]): string {
  return render(template, {
    header: ownedHeader(),
    code: literal(code),
    name: literal(name),
    version: literal(version),
    category: literal(category),
    hasValidators: pieces.some(({ hasValidators }) => hasValidators),
    doc: docComment([`${name}: run an action in this process, as a task or as a job on a Ray cluster.`]),
    actions: pieces.map(({ entry }) => entry),
  });
}
