import type { ActionModel, PluginModel } from '../model/plugin-model.ts';
import { planRules } from './plan-rules.ts';
import { valuesOf } from './values-of.ts';
import type { PlannedFile } from './planned-file.ts';

/** Which files a model asks for, sorted by path. `out` is the folder of the owned files, relative to the plugin. */
export function planFiles(plugin: PluginModel, out: string): PlannedFile[] {
  const files = [
    ...plugin.actions.flatMap((action) => planAction(action, plugin, out)),
    ...planPlugin(plugin, out),
    ...planActionScaffolds(plugin),
    ...planRules(plugin, out),
  ];
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function planPlugin(plugin: PluginModel, out: string): PlannedFile[] {
  return [
    { ownership: 'owned', path: `${out}/plugin.ts`, kind: 'plugin', plugin },
    { ownership: 'owned', path: `${out}/ui-schema.json`, kind: 'ui-schema', plugin },
    ...(plugin.docs === undefined ? [] : [{ ownership: 'owned' as const, path: plugin.docs, kind: 'docs' as const, plugin }]),
    { ownership: 'scaffold', path: 'package.json', kind: 'package', plugin },
  ];
}

function planAction(action: ActionModel, plugin: PluginModel, out: string): PlannedFile[] {
  const folder = `${out}/${action.folder}`;
  const files: PlannedFile[] = [
    { ownership: 'owned', path: `${folder}/types.ts`, kind: 'types', action },
    { ownership: 'owned', path: `${folder}/action.ts`, kind: 'action-base', action },
  ];
  if (valuesOf(action).length > 0) files.push({ ownership: 'owned', path: `${folder}/validators.ts`, kind: 'validators', action });
  if (action.steps.length > 0) files.push({ ownership: 'owned', path: `${folder}/steps.ts`, kind: 'step-bases', action });
  if (plugin.testKit) files.push({ ownership: 'owned', path: `${folder}/test-kit.ts`, kind: 'test-kit', action });
  for (const step of action.steps)
    files.push({ ownership: 'scaffold', path: stepFile(action, step.file), kind: 'step-scaffold', action, step });
  return files;
}

/** Actions that name the same module share one scaffold. */
function planActionScaffolds(plugin: PluginModel): PlannedFile[] {
  const byPath = new Map<string, ActionModel[]>();
  for (const action of plugin.actions) {
    const path = `${action.entrypoint.file}.ts`;
    const others = byPath.get(path);
    if (others === undefined) byPath.set(path, [action]);
    else others.push(action);
  }
  return [...byPath].map(([path, actions]) => ({ ownership: 'scaffold', path, kind: 'action-scaffold', actions }));
}

/** Where the author's class of a step lies: `src/steps/train/load-dataset.ts`. */
export function stepFile(action: ActionModel, file: string): string {
  return `src/steps/${action.folder}/${file}.ts`;
}

export { valuesOf } from './values-of.ts';
