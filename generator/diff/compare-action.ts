import { isCompatible } from '../../runtime/data-types/is-compatible.ts';
import type { ActionModel, ResourcesModel } from '../model/plugin-model.ts';
import { compareRoutes } from './compare-routes.ts';
import { compareSteps } from './compare-steps.ts';
import type { ContractSide } from './contract-side.ts';
import type { Findings } from './findings.ts';

/** One action before and after: where it runs, what it takes and gives, and its steps. */
export function compareAction(old: ActionModel, now: ActionModel, findings: Findings): void {
  const paths = (key: string): [string[], string[]] => [
    ['actions', old.key, key],
    ['actions', now.key, key],
  ];
  if (old.method !== now.method) {
    const rule = old.method === 'serve' || now.method === 'serve' ? 'serve-method-changed' : 'method-changed';
    findings.add(rule, `${old.key} method`, `is ${now.method} (was ${old.method})`, ...paths('method'));
  }
  if (old.base !== now.base) findings.add('base-changed', `${old.key} base`, `is ${now.base} (was ${old.base})`, ...paths('base'));
  compareDataTypes(old, now, findings, paths);
  if (old.resultValidation !== now.resultValidation) {
    const message = `is ${now.resultValidation} (was ${old.resultValidation})`;
    findings.add('result-validation-changed', `${old.key} result_validation`, message, ...paths('result_validation'));
  }
  for (const role of ['params', 'result'] as const) {
    const [before, after] = [old[role], now[role]];
    if (before !== undefined && after !== undefined)
      findings.compare(role, `${old.key} ${role}`, before.root, after.root, { closed: before.closed && after.closed });
    else if (after !== undefined)
      findings.add(
        role === 'params' && findings.needs(after.root, after.closed) ? 'params-needed' : `${role}-added`,
        `${old.key} ${role}`,
        'has a schema now',
        ...paths(role),
      );
    else if (before !== undefined) findings.add(`${role}-removed`, `${old.key} ${role}`, 'has no schema any more', ...paths(role));
  }
  compareResources(old, now, findings, paths);
  compareRoutes(old.key, now.key, findings);
  compareSteps(old, now, findings);
}

type Paths = (key: string) => [string[], string[]];

/** What goes in may become wider, and what comes out a kind of what it was. An action that leaves its type open takes anything, and promises nothing. */
function compareDataTypes(old: ActionModel, now: ActionModel, findings: Findings, paths: Paths): void {
  if (old.inputType !== now.inputType) {
    const takes =
      now.inputType === undefined ||
      (old.inputType !== undefined && isCompatible(typeOf(findings.now, old.inputType), typeOf(findings.now, now.inputType)));
    const message = `is ${now.inputType ?? 'open'} (was ${old.inputType ?? 'open'})`;
    findings.add(takes ? 'input-type-widened' : 'input-type-changed', `${old.key} input_type`, message, ...paths('input_type'));
  }
  if (old.outputType !== now.outputType) {
    const gives =
      old.outputType === undefined ||
      (now.outputType !== undefined && isCompatible(typeOf(findings.now, now.outputType), typeOf(findings.old, old.outputType)));
    const message = `is ${now.outputType ?? 'open'} (was ${old.outputType ?? 'open'})`;
    findings.add(gives ? 'output-type-narrowed' : 'output-type-changed', `${old.key} output_type`, message, ...paths('output_type'));
  }
}

function typeOf(side: ContractSide, name: string | undefined): Parameters<typeof isCompatible>[0] {
  return name === undefined ? undefined : (side.model.dataTypes.get(name) ?? name);
}

const RESOURCES = ['num_cpus', 'num_gpus', 'memory'] as const satisfies readonly (keyof ResourcesModel)[];

function compareResources(old: ActionModel, now: ActionModel, findings: Findings, paths: Paths): void {
  for (const name of RESOURCES) {
    const [before, after] = [old.resources?.[name], now.resources?.[name]];
    if (before === after) continue;
    const rule = (after ?? 0) > (before ?? 0) ? 'resources-raised' : 'resources-lowered';
    const [was, is] = paths('resources');
    findings.add(
      rule,
      `${old.key} resources.${name}`,
      `is ${after ?? 'not stated'} (was ${before ?? 'not stated'})`,
      [...was, name],
      [...is, name],
    );
  }
}
