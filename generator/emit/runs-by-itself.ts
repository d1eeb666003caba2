import { isRecord } from '../model/schema/json-schema.ts';
import type { ActionModel, BaseKind, ValueModel } from '../model/plugin-model.ts';
import { kebabCase } from '../names.ts';
import { BASE_SCHEMA } from '../read/base-schemas.ts';

/** Bases that bring the whole work along. */
const READY_BASES: ReadonlySet<BaseKind> = new Set(['dataset', 'add_task_data', 'upload']);

/** True where an author's class may be empty: its base does the work, and the contract asks for what that takes and gives. */
export function runsByItself({ base, steps, params, result }: ActionModel): boolean {
  if (!READY_BASES.has(base) || steps.length > 0) return false;
  const name = kebabCase(base);
  return extendsSchema(params, `${BASE_SCHEMA}${name}.params`) && extendsSchema(result, `${BASE_SCHEMA}${name}.result`);
}

/** No schema of its own is the base's too. */
function extendsSchema(value: ValueModel | undefined, name: string): boolean {
  if (value === undefined) return true;
  const { schema } = value.root;
  if (!isRecord(schema)) return false;
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  return [schema, ...parts].some((part) => isRecord(part) && part['$ref'] === name);
}
