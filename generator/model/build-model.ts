import type { CheckedAction, CheckedContract, CheckedRoute, CheckedStep, SchemaSlot } from '../check/checked-contract.ts';
import { orderSteps } from '../check/order-steps.ts';
import { contractHash } from './contract-hash.ts';
import { kebabCase, pascalCase } from '../names.ts';
import type { ActionModel, PluginModel, RouteModel, StepModel, ValueModel } from './plugin-model.ts';
import { type SchemaBundle, selfContain } from './schema/index.ts';

/** A checked contract becomes the model. Pure: everything that can be wrong was found before. */
export function buildModel(contract: CheckedContract): PluginModel {
  const { config, bundle } = contract;
  return {
    kind: 'plugin',
    code: config.code,
    name: config.name,
    version: config.version ?? '0.1.0',
    category: config.category ?? 'custom',
    description: config.description ?? '',
    env: Object.fromEntries(Object.entries(config.env ?? {}).map(([name, value]) => [name, String(value)])),
    secrets: config.secrets ?? {},
    runtimeEnv: config.runtime_env ?? {},
    node: config.node,
    assets: config.assets ?? [],
    externals: config.externals ?? [],
    python: pythonOf(config),
    typesPrinter: config.types ?? 'actionsmith',
    docs: config.docs,
    testKit: config.test_kit ?? false,
    dataTypes: contract.dataTypes,
    actions: contract.actions.map((action) => buildAction(action, contract)),
    bundle,
  };
}

/** Only what is not the default anyway, so that most plugins say nothing of it. */
function pythonOf(config: CheckedContract['config']): PluginModel['python'] {
  const { package_manager: manager, package_manager_options: options = [], wheels_dir: wheelsDir = 'wheels' } = config;
  return {
    ...(manager === 'uv' && { manager }),
    ...(options.length > 0 && { options }),
    ...(wheelsDir !== 'wheels' && { wheelsDir }),
  };
}

function buildAction(action: CheckedAction, { config, bundle }: CheckedContract): ActionModel {
  const stem = pascalCase(action.key);
  const params = action.params && buildValue(bundle, action.params, `${stem}Params`, { input: true, closed: true });
  const result = action.result && buildValue(bundle, action.result, `${stem}Result`);
  const steps = action.steps.map((step) => buildStep(bundle, step, stem));
  const routes = (action.routes ?? []).map((route) => buildRoute(bundle, route, stem));
  return {
    kind: 'action',
    key: action.key,
    stem,
    folder: kebabCase(action.key),
    title: action.config.name ?? action.key,
    description: action.config.description ?? '',
    method: action.method,
    saysMethod: action.saysMethod,
    base: action.base,
    category: config.category ?? 'custom',
    entrypoint: action.entrypoint,
    inputType: action.config.input_type ?? undefined,
    outputType: action.config.output_type ?? undefined,
    params,
    result,
    resultValidation: action.config.result_validation ?? 'warn',
    resources: action.resources,
    routes,
    serve: serveOptions(action),
    steps,
    order: action.steps.some(({ placement }) => placement) ? orderSteps(action.steps, action.base) : undefined,
    ...(action.config.ui_schema !== undefined && { uiSchema: action.config.ui_schema }),
    contractHash: contractHash({
      params: params?.schema,
      result: result?.schema,
      steps: steps.map(({ name, needs, skippable, output }) => ({ name, needs, skippable, output: output?.schema })),
      ...(routes.length > 0 && {
        routes: routes.map(({ name, request, response }) => ({ name, request: request?.schema, response: response?.schema })),
      }),
    }),
  };
}

function buildRoute(bundle: SchemaBundle, { name, description, request, response }: CheckedRoute, actionStem: string): RouteModel {
  const [method = '', path = ''] = name.split(' ');
  const stem = `${actionStem}${pascalCase(`${method.toLowerCase()}_${path.replaceAll(/[^A-Za-z0-9]+/g, '_')}`)}`;
  return {
    kind: 'route',
    name,
    method,
    path,
    description,
    request: request && buildValue(bundle, request, `${stem}Request`, { input: true, closed: true }),
    response: response && buildValue(bundle, response, `${stem}Response`),
  };
}

/** Of the older key too: what both say is said by `serve`. */
function serveOptions({ config, base }: CheckedAction): Readonly<Record<string, unknown>> | undefined {
  if (base !== 'serve' && base !== 'deployment') return undefined;
  const { routes: _, ...options } = config.serve ?? {};
  const all = Object.entries({ ...config.serve_options, ...options }).filter(([key]) => !key.startsWith('x-'));
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

function buildStep(bundle: SchemaBundle, step: CheckedStep, actionStem: string): StepModel {
  const stem = pascalCase(step.name);
  const outputName = stem === actionStem ? `${stem}StepOutput` : `${stem}Output`;
  return {
    kind: 'step',
    name: step.name,
    stem,
    file: kebabCase(step.name),
    className: `${stem}Step`,
    description: step.description ?? '',
    weight: step.weight,
    needs: step.needs,
    skippable: step.skippable,
    effects: step.effects,
    rollback: step.rollback,
    idempotent: step.idempotent,
    policy: step.policy,
    ...(step.placement && { placement: step.placement }),
    output: step.output && buildValue(bundle, step.output, outputName),
  };
}

function buildValue(
  bundle: SchemaBundle,
  root: SchemaSlot,
  typeName: string,
  options: { input?: boolean; closed?: boolean } = {},
): ValueModel {
  return {
    typeName,
    inputTypeName: options.input ? `${typeName}Input` : typeName,
    validator: `check${typeName}`,
    root,
    schema: selfContain(bundle, root),
    closed: options.closed ?? false,
  };
}
