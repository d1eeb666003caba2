import type { ActionModel, PluginModel, StepModel, ValueModel } from '../model/plugin-model.ts';
import { secretPlaces } from '../model/schema/secret-places.ts';
import { type Code, docComment, identifier, literal, propertyKey } from './code.ts';
import { dataTypeLiteral, describeAction } from './emit-action-base.ts';
import type { EmitContext } from './emit-context.ts';
import { moduleSpecifier } from './module-specifier.ts';
import type { View } from './render.ts';

/** What plugin.ts says about one action: its entry in the registry, and its types. */
export function viewRegistryEntry(action: ActionModel, plugin: PluginModel, { out, ending }: EmitContext): View {
  const file = `${out}/plugin`;
  return {
    key: propertyKey(action.key),
    name: literal(action.key),
    stem: identifier(action.stem),
    doc: docComment([describeAction(action)]),
    modules: {
      types: moduleSpecifier(file, `${out}/${action.folder}/types`, ending),
      validators: moduleSpecifier(file, `${out}/${action.folder}/validators`, ending),
    },
    validators: [
      ...(action.params ? [viewValidator('params', action.params)] : []),
      ...(action.result ? [viewValidator('result', action.result)] : []),
    ],
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
    ['resultValidation', literal(action.resultValidation)],
    ['validators', validatorsField(action, out)],
    ['steps', action.steps.length > 0 ? literal(action.steps.map(stepSpec)) : undefined],
    ['resources', action.resources && literal(action.resources)],
    ['serve', action.serve && literal(action.serve)],
    ['env', Object.keys(plugin.env).length > 0 ? literal(plugin.env) : undefined],
    ['secrets', Object.keys(plugin.secrets).length > 0 ? literal(plugin.secrets) : undefined],
    ['runtimeEnv', Object.keys(plugin.runtimeEnv).length > 0 ? literal(plugin.runtimeEnv) : undefined],
    ['node', plugin.node && literal(plugin.node)],
    ['assets', plugin.assets.length > 0 ? literal(plugin.assets) : undefined],
    ['externals', plugin.externals.length > 0 ? literal(plugin.externals) : undefined],
    ['python', Object.keys(plugin.python).length > 0 ? literal(plugin.python) : undefined],
  ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [{ name: identifier(name), value }]));
}

/** A validator by its name and its secrets; its code is loaded when it is asked. */
function viewValidator(field: string, { typeName, validator, schema }: ValueModel): View {
  const secrets = secretPlaces(schema);
  return {
    field: identifier(field),
    typeName: literal(typeName),
    secrets: secrets.length > 0 ? literal(secrets) : undefined,
    validator: identifier(validator),
  };
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
