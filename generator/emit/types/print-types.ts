import type { TypeDefinition } from '../../model/types/type-node.ts';
import { identifier } from '../code.ts';
import { printEnum } from './print-enum.ts';
import { printDocs, printObject, printType } from './print-type.ts';

/** The text of exported interfaces and types, each with its documentation. */
export function printTypes(definitions: readonly TypeDefinition[]): string {
  return definitions.map(printDefinition).join('\n');
}

function printDefinition({ name, type, docs }: TypeDefinition): string {
  const comment = printDocs(docs);
  if (type.kind === 'object' && (type.properties.length > 0 || type.index !== null))
    return `${comment}export interface ${identifier(name)} ${printObject(type, '')}\n`;
  const constants = printEnum(name, type);
  if (constants !== undefined) return `${comment}${constants}`;
  const text = printType(type);
  return `${comment}export type ${identifier(name)} =${text.startsWith('\n') ? '' : ' '}${text};\n`;
}
