import type { PlacedSchema } from '../../discovery/read-action-schemas.ts';
import { fieldsOf } from './schema-fields.ts';
import { conjuncts, isObject } from './schema-types.ts';

/** The names of the fields that an action takes; undefined where it takes any. */
export function acceptedFields({ schema, isClosed }: PlacedSchema): readonly string[] | undefined {
  const part = { schema, root: schema };
  const said = conjuncts(part);
  const isByPattern = said.some((one) => isObject(one['patternProperties']) || isObject(one['additionalProperties']));
  return isClosed && !isByPattern ? [...fieldsOf(part).keys()] : undefined;
}
