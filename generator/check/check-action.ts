import type { ActionConfig, StepConfig } from '../../generated/plugin-config/types.ts';
import { kebabCase, pascalCase } from '../names.ts';
import type { CheckContext, Spot } from './check-context.ts';
import { checkRoutes } from './check-routes.ts';
import { checkSlot } from './check-slot.ts';
import { checkSteps } from './check-steps.ts';
import type { CheckedAction, CheckedResources, CheckedStep, Entrypoint } from './checked-contract.ts';
import { defaultBase } from './default-base.ts';
import { openFile } from './open-file.ts';
import { parseEntrypoint } from './parse-entrypoint.ts';
import { parseSize } from './parse-size.ts';
import { validateSteps } from './validate-steps.ts';

export interface PluginFacts {
  readonly code: string;
  readonly category: string;
}

/** One action of the contract. Parts that the schema of config.yaml refused are left out: what is wrong with them was reported. */
export function checkAction(key: string, config: ActionConfig, spot: Spot, plugin: PluginFacts, context: CheckContext): CheckedAction {
  const sound = (name: keyof ActionConfig): boolean => context.isSound(spot.at(name));
  const base = sound('base') && config.base ? config.base : defaultBase(key, plugin.category);
  const params = checkSlot(spot.at('params'), context);
  const result = checkSlot(spot.at('result'), context);
  const routes = checkRoutes(config.serve, spot.at('serve'), context);
  const resources = sound('resources') ? checkResources(config.resources, spot.at('resources'), context) : undefined;
  return {
    key,
    config,
    entrypoint: checkEntrypoint(key, config, spot.at('entrypoint'), plugin, context),
    method: checkMethod(config, spot.at('method'), context),
    saysMethod: spot.at('method').value !== undefined,
    base,
    ...(params && { params }),
    ...(result && { result }),
    ...(resources && { resources }),
    ...(routes.length > 0 && { routes }),
    steps: listSteps(config.steps, spot.at('steps'), { key, base }, context),
  };
}

function checkEntrypoint(key: string, config: ActionConfig, spot: Spot, plugin: PluginFacts, context: CheckContext): Entrypoint {
  const conventional = { file: `src/actions/${kebabCase(key)}`, className: `${pascalCase(key)}Action` };
  if (config.entrypoint === undefined || !context.isSound(spot)) return conventional;
  const parsed = parseEntrypoint(config.entrypoint, plugin.code);
  if (parsed.ok) return parsed.value;
  context.report('CONFIG_BAD_ENTRYPOINT', { value: config.entrypoint, problem: parsed.problem }, spot, parsed.suggestion);
  return conventional;
}

function checkMethod({ method }: ActionConfig, spot: Spot, context: CheckContext): CheckedAction['method'] {
  if (method === 'restapi') context.report('CONFIG_METHOD_RESTAPI', {}, spot);
  return method === 'restapi' ? 'serve' : (method ?? 'local');
}

function checkResources(config: ActionConfig['resources'], spot: Spot, context: CheckContext): CheckedResources | undefined {
  if (!config) return undefined;
  const memory = config.memory === undefined ? undefined : parseSize(config.memory);
  if (config.memory !== undefined && memory === undefined)
    context.report('CONFIG_BAD_SIZE', { key: 'memory', value: config.memory }, spot.at('memory'));
  const { num_cpus, num_gpus } = config;
  return {
    ...(num_cpus !== undefined && { num_cpus }),
    ...(num_gpus !== undefined && { num_gpus }),
    ...(memory !== undefined && { memory }),
  };
}

/** The steps from the list, or from the file that holds it. */
function listSteps(
  raw: string | readonly StepConfig[] | undefined,
  spot: Spot,
  action: { key: string; base: string },
  context: CheckContext,
): CheckedStep[] {
  if (raw === undefined || !context.isSound(spot)) return [];
  if (typeof raw !== 'string') return checkSteps(raw, spot, action, context);
  const document = openFile(raw, spot, context);
  const steps = document && validateSteps(document, context);
  return steps ? checkSteps(steps.list, steps.spot, action, context) : [];
}
