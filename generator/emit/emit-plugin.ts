import type { ActionModel, PluginModel, StepModel } from '../model/plugin-model.ts';
import { type Code, docComment, identifier, literal, propertyKey } from './code.ts';
import { dataTypeLiteral, describeAction } from './emit-action-base.ts';
import type { EmitContext } from './emit-context.ts';
import { ownedHeader } from './header.ts';
import { moduleSpecifier } from './module-specifier.ts';

import { render, type View } from './render.ts';
import template from './templates/plugin.hbs';

/** generated/plugin.ts: the registry of the plugin's actions, and each action bound to the executors. */
export function emitPlugin(plugin: PluginModel, context: EmitContext): string {
  const { code, name, version, category } = plugin;
  return render(template, {
    header: ownedHeader(),
    code: literal(code),
    name: literal(name),
    version: literal(version),
    category: literal(category),
    doc: docComment([`${name}: run an action in this process, as a task or as a job on a Ray cluster.`]),
    actions: plugin.actions.map((action) => viewAction(action, plugin, context)),
  });
}

function viewAction(action: ActionModel, plugin: PluginModel, { out, ending }: EmitContext): View {
  const file = `${out}/plugin`;
  const validators = [action.params, action.result].filter((value) => value !== undefined);
  return {
    key: propertyKey(action.key),
    name: literal(action.key),
    stem: identifier(action.stem),
    doc: docComment([describeAction(action)]),
    modules: {
      types: moduleSpecifier(file, `${out}/${action.folder}/types`, ending),
      validators: moduleSpecifier(file, `${out}/${action.folder}/validators`, ending),
    },
    validators: validators.map((value, index) => ({ isFirst: index === 0, name: identifier(value.validator) })),
    fields: specFields(action, plugin, out),
    module: moduleSpecifier(file, action.entrypoint.file, ending),
    className: identifier(action.entrypoint.className),
  };
}

/** Every field of the contract that an ActionSpec carries at run time, in a fixed order. */
function specFields(action: ActionModel, plugin: PluginModel, out: string): { name: Code; value: Code }[] {
  const fields: [string, Code | undefined][] = [
    ['type', literal(actionType(action))],
    ['name', literal(action.key)],
    ['title', literal(action.title)],
    ['description', literal(action.description)],
    ['plugin', literal(plugin.code)],
    ['category', literal(action.category)],
    ['method', literal(action.method)],
    ['base', literal(action.base)],
    ['entrypoint', literal(`${action.entrypoint.file}:${action.entrypoint.className}`)],
    ['contractHash', literal(action.contractHash)],
    ['inputType', action.inputType === undefined ? undefined : dataTypeLiteral(action.inputType, plugin.dataTypes)],
    ['outputType', action.outputType === undefined ? undefined : dataTypeLiteral(action.outputType, plugin.dataTypes)],
    ['params', action.params && identifier(action.params.validator)],
    ['result', action.result && identifier(action.result.validator)],
    ['resultValidation', literal(action.resultValidation)],
    ['validators', validatorsField(action, out)],
    ['steps', action.steps.length > 0 ? literal(action.steps.map(stepSpec)) : undefined],
    ['resources', action.resources && literal(action.resources)],
    ['env', Object.keys(plugin.env).length > 0 ? literal(plugin.env) : undefined],
    ['secrets', Object.keys(plugin.secrets).length > 0 ? literal(plugin.secrets) : undefined],
    ['runtimeEnv', Object.keys(plugin.runtimeEnv).length > 0 ? literal(plugin.runtimeEnv) : undefined],
    ['assets', plugin.assets.length > 0 ? literal(plugin.assets) : undefined],
  ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [{ name: identifier(name), value }]));
}

/** As functions and classes are named: the author's module itself is not read to generate. */
function actionType({ entrypoint }: ActionModel): 'class' | 'function' {
  return /^[a-z_$]/.test(entrypoint.className) ? 'function' : 'class';
}

function validatorsField({ folder, params, result }: ActionModel, out: string): Code | undefined {
  if (params === undefined && result === undefined) return undefined;
  return literal({
    module: `${out}/${folder}/validators`,
    ...(params && { params: params.validator }),
    ...(result && { result: result.validator }),
  });
}

function stepSpec({ name, description, weight, needs, skippable }: StepModel): object {
  return { name, ...(description !== '' && { description }), weight, needs, skippable };
}
