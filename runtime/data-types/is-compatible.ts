import { type DataType, dataTypeName } from './data-type.ts';
import { standardDataTypes } from './standard-data-types.ts';

/**
 * True where what one action gives may go into another: it is of the type that is asked for, or of a kind of it. Not the other way round: who needs
 * a YOLO dataset cannot take just any dataset. Types by their names are the standard ones; a name that is none of them fits itself alone.
 * An action that leaves its type open promises and refuses nothing.
 */
export function isCompatible(output: DataType | string | null | undefined, input: DataType | string | null | undefined): boolean {
  return output == null || input == null || kindsOf(output).includes(dataTypeName(input));
}

/** Its own name, and those of everything that it is a kind of. */
function kindsOf(type: DataType | string): string[] {
  const kinds: string[] = [];
  for (let next: DataType | string | undefined = type; next !== undefined; next = parentOf(next)) {
    if (kinds.includes(dataTypeName(next))) break; // a circle
    kinds.push(dataTypeName(next));
  }
  return kinds;
}

function parentOf(type: DataType | string): DataType | string | undefined {
  return typeof type === 'string' ? standardDataTypes.find(({ name }) => name === type)?.parent : type.parent;
}
