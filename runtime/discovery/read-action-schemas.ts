import type { ValueModel } from '../../generator/model/plugin-model.ts';
import { type ReadModel, readModel } from './read-model.ts';

/** A JSON Schema on its own (only `#/$defs/…` references), and where its fields are declared. */
export interface PlacedSchema {
  readonly schema: unknown;
  /** True where fields that it does not declare are refused. */
  readonly isClosed: boolean;
  /** Of a field, or of the whole: `schemas/train.params.json:4`. */
  readonly placeOf: (field?: string) => string;
}

export interface ActionSchemas {
  readonly params?: PlacedSchema;
  readonly result?: PlacedSchema;
}

/** What config.yaml says about the values of one action. Throws CONTRACT_INVALID; undefined where the plugin has no such action. */
export async function readActionSchemas(folder: string, plugin: string, action: string): Promise<ActionSchemas | undefined> {
  const read = await readModel(folder);
  const found = read.model.code === plugin ? read.model.actions.find(({ key }) => key === action) : undefined;
  if (found === undefined) return undefined;
  return {
    ...(found.params && { params: placed(found.params, read) }),
    ...(found.result && { result: placed(found.result, read) }),
  };
}

function placed({ schema, closed, root }: ValueModel, { locate }: ReadModel): PlacedSchema {
  const { uri, pointer } = root;
  const whole = locate({ uri, pointer }) ?? 'config.yaml';
  const placeOf = (field?: string): string =>
    (field === undefined ? undefined : locate({ uri, pointer: `${pointer}/properties/${escapePointer(field)}` })) ?? whole;
  return { schema, isClosed: closed, placeOf };
}

/** RFC 6901. */
function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
