import type { ActionModel, PluginModel } from '../model/plugin-model.ts';
import { readRefinements } from '../model/rules/read-refinements.ts';
import { valuesOf } from './values-of.ts';
import type { PlannedFile, PlannedHook } from './planned-file.ts';

/** rules.ts of each action whose contract goes beyond JSON Schema, and the author's files with the hooks that it names. */
export function planRules(plugin: PluginModel, out: string): PlannedFile[] {
  const hooks = new Map<string, PlannedHook[]>();
  const files: PlannedFile[] = [];
  for (const action of plugin.actions) {
    const refined = valuesOf(action).map((value) => ({ value, refinements: readRefinements(plugin.bundle, value.root, value.closed) }));
    if (refined.some(({ refinements }) => !refinements.isEmpty))
      files.push({ ownership: 'owned', path: `${out}/${action.folder}/rules.ts`, kind: 'rules', action });
    for (const { value, refinements } of refined)
      for (const { file, exportName } of refinements.hooks) addHook(hooks, `${file}.ts`, exportName, action, value.typeName);
  }
  for (const [path, planned] of hooks) files.push({ ownership: 'scaffold', path, kind: 'hooks-scaffold', hooks: planned });
  return files;
}

/** A function that several schemas name is written once; types of one name are taken for one. */
function addHook(hooks: Map<string, PlannedHook[]>, path: string, exportName: string, action: ActionModel, typeName: string): void {
  const planned = hooks.get(path) ?? [];
  const known = planned.find((hook) => hook.exportName === exportName);
  const of = [...(known?.of ?? []).filter((other) => other.typeName !== typeName), { action, typeName }];
  hooks.set(path, [...planned.filter((hook) => hook !== known), { exportName, of }]);
}
