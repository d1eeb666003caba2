import { ActionsmithError } from '../errors/actionsmith-error.ts';
import { suggest } from '../validation/suggest.ts';
import type { DataType } from './data-type.ts';
import { standardDataTypes } from './standard-data-types.ts';

/**
 * A type of your own, as a kind of another: `defineDataType({ name: 'penguins_dataset', parent: Dataset })`. In a contract the same is
 * `data_types: { penguins_dataset: { extends: dataset } }`. Throws BAD_DATA_TYPE for a name that is taken or misspelt, and for an unknown parent.
 */
export function defineDataType(type: DataType): DataType {
  const standard = standardDataTypes.map(({ name }) => name);
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(type.name))
    throw refuse(`the name of a data type is like yolo_dataset (got ${JSON.stringify(type.name)})`);
  if (standard.includes(type.name)) throw refuse(`${type.name} is a standard data type already`);
  const { parent } = type;
  if (typeof parent === 'string' && !standard.includes(parent)) {
    const near = suggest(parent, standard);
    throw refuse(
      `${type.name} extends ${JSON.stringify(parent)}, which is no standard data type${near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`}`,
    );
  }
  return Object.freeze({ ...type });
}

function refuse(message: string): ActionsmithError {
  return new ActionsmithError(message, { code: 'BAD_DATA_TYPE' });
}
