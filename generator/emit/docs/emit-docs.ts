import type { PluginModel } from '../../model/plugin-model.ts';
import { ownedPageHeader } from '../header.ts';
import type { ActionPage } from './action-page.ts';
import { code, join, Markdown, prose, table, text } from './markdown.ts';

/** A page about a plugin for who runs it: every action with its params, results, rules and steps, and a command to start with. */
export function emitDocs(plugin: PluginModel, pages: readonly ActionPage[]): string {
  const overview = table(
    ['Action', 'What it does', 'Runs', 'Takes', 'Gives'],
    pages.map(({ row }) => row.map((cell) => new Markdown(cell))),
  );
  const actions = pages.map(({ page }) => new Markdown(page));
  const page = [ownedPageHeader(), prose`# ${text(plugin.name)}`, text(plugin.description), aboutPlugin(plugin), overview, ...actions];
  return `${join(page, '\n\n')}\n`;
}

function aboutPlugin({ code: name, version, category, env, secrets }: PluginModel): Markdown {
  return table(
    ['Plugin', 'Version', 'Category', 'Environment', 'Secrets'],
    [[code(name), text(version), text(category), join(Object.keys(env).map(code), ', '), join(Object.keys(secrets).map(code), ', ')]],
  );
}
