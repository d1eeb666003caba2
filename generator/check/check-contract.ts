import type { PluginConfig } from '../../generated/plugin-config/types.ts';
import { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { Diagnostic } from '../diagnostics/types.ts';
import { SchemaBundle } from '../model/schema/index.ts';
import { isRecord } from '../model/schema/json-schema.ts';
import type { Contract } from '../read/contract.ts';
import { checkActionNames } from './check-action-names.ts';
import { checkAction } from './check-action.ts';
import { CheckContext, Spot } from './check-context.ts';
import { checkDataTypes, checkDirections } from './check-data-types.ts';
import { checkSchemas } from './check-schemas.ts';
import type { CheckedAction, CheckedContract } from './checked-contract.ts';
import { checkTypesPrinter } from './check-types-printer.ts';
import { fillEnv } from './fill-env.ts';
import { listIssues } from './list-issues.ts';
import { listZodReferences } from './list-zod-references.ts';
import { mapSchemas } from './map-schemas.ts';
import { reportIssues } from './report-issues.ts';
import { validateConfig } from './validate-config.ts';

export type CheckedResult =
  | { readonly ok: true; readonly value: CheckedContract; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Checks everything that can be known without the author's code, and reports all of it at once: keys, names, paths, schemas, steps. */
export function checkContract(contract: Contract): CheckedResult {
  const { root, files } = contract;
  const diagnostics = new Diagnostics();
  const context = new CheckContext(diagnostics, files);
  const spot = new Spot(contract.config, '');
  diagnostics.add(...contract.diagnostics);
  const config = checkConfig(spot, context);
  checkTypesPrinter(config, spot, context);
  mapSchemas(spot.at('schema_map'), context);
  const dataTypes = checkDataTypes(config, spot.at('data_types'), context);
  const actions = checkActions(config, spot.at('actions'), context);
  const bundle = new SchemaBundle({ load: (uri) => files.load(uri), locate: (place) => files.locate(place) });
  checkSchemas(bundle, actions, context);
  diagnostics.add(...files.diagnostics);
  if (diagnostics.hasErrors) return { ok: false, diagnostics: diagnostics.list() };
  return { ok: true, value: { root, config, files, bundle, actions, dataTypes }, diagnostics: diagnostics.list() };
}

/**
 * The config with its defaults. Where the schema of config.yaml refuses it, it comes as it was written:
 * what is refused is marked, the rest has the types that it should have, and no defaults.
 */
function checkConfig(spot: Spot, context: CheckContext): PluginConfig {
  const { value } = spot;
  const checked = validateConfig(value);
  if (checked.ok) return fillEnv(checked.value, spot, context);
  reportIssues(listIssues(value, checked.issues), spot, '', context);
  return (isRecord(value) ? value : {}) as unknown as PluginConfig;
}

function checkActions(config: PluginConfig, spot: Spot, context: CheckContext): CheckedAction[] {
  if (!isRecord(config.actions)) return [];
  const plugin = { code: String(config.code), category: String(config.category) };
  context.files.zod.expect(listZodReferences(config.actions));
  const entries = Object.entries(config.actions).filter(([, action]) => isRecord(action));
  const actions = entries.map(([key, action]) => checkAction(key, action, spot.at(key), plugin, context));
  for (const { key, config: action } of actions) checkDirections(action, spot.at(key), config.data_types, context);
  checkActionNames(actions, spot, context);
  return actions;
}
