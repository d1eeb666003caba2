import { isRecord } from '../model/schema/json-schema.ts';
import type { ActionModel, BaseKind, ValueModel } from '../model/plugin-model.ts';
import { kebabCase } from '../names.ts';
import { BASE_SCHEMA } from '../read/base-schemas.ts';

/** Bases that bring the whole work along. */
const READY_BASES: ReadonlySet<BaseKind> = new Set(['dataset', 'add_task_data', 'upload', 'export']);

/** True where an author's class may be empty: its base does the work, and the contract asks for what that takes and gives. */
export function runsByItself(action: ActionModel): boolean {
  if (!READY_BASES.has(action.base) || action.steps.length > 0) return false;
  return extendsSchema(action.params, `${BASE_SCHEMA}${kebabCase(action.base)}.params`) && givesBaseResult(action);
}

/** True where the author's class has to make the result of what its steps left: the base makes one of its own steps, as far as the contract asks for that. */
export function collectsResult(action: ActionModel): boolean {
  return action.steps.length > 0 && action.result !== undefined && !(action.order !== undefined && givesBaseResult(action));
}

function givesBaseResult({ base, result }: ActionModel): boolean {
  return extendsSchema(result, `${BASE_SCHEMA}${kebabCase(base)}.result`);
}

/** No schema of its own is the base's too. */
function extendsSchema(value: ValueModel | undefined, name: string): boolean {
  if (value === undefined) return true;
  const { schema } = value.root;
  if (!isRecord(schema)) return false;
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  return [schema, ...parts].some((part) => isRecord(part) && part['$ref'] === name);
}
