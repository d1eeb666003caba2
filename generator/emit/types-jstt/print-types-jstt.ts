import type { TypeDefinition } from '../../model/types/type-node.ts';
import { identifier } from '../code.ts';
import { printEnum } from '../types/print-enum.ts';
import { printDocs } from '../types/print-type.ts';
import { jsttDocs, jsttSchema } from './jstt-schema.ts';

type Compile = (typeof import('json-schema-to-typescript'))['compile'];

const OPTIONS = {
  bannerComment: '',
  format: false, // our formatter does it
  ignoreMinAndMaxItems: true, // the model has said what a type can say of them
  inferStringEnumKeysFromValues: false,
  unreachableDefinitions: false,
};

/** What every definition is called while it is printed; a name of the author would be spelled anew. */
const PLACEHOLDER = 'PrintedDefinition';

/**
 * The text of exported interfaces and types, printed by json-schema-to-typescript from our own model: as sound as the model, in the style of that
 * tool. One definition at a time, so that nothing is inlined, renamed or numbered. The package is an optional peer; the check of
 * config.yaml has found it to be there.
 */
export async function printTypesJstt(definitions: readonly TypeDefinition[]): Promise<string> {
  const { compile } = await import('json-schema-to-typescript');
  const printed: string[] = [];
  for (const definition of definitions) printed.push(await printDefinition(definition, compile));
  return printed.join('\n');
}

async function printDefinition({ name, type, docs }: TypeDefinition, compile: Compile): Promise<string> {
  const constants = printEnum(name, type); // values, for which that tool has enums, and enums do not erase
  if (constants !== undefined) return printDocs(docs) + constants;
  const schema = { ...jsttSchema(type), ...jsttDocs(docs) };
  const text = await compile(schema as Parameters<Compile>[0], PLACEHOLDER, OPTIONS);
  const head = new RegExp(`^export (interface|type) ${PLACEHOLDER}\\b`, 'm');
  if (!head.test(text)) throw new Error(`json-schema-to-typescript printed no declaration of ${name}`);
  return `${text.replace(head, (_all, kind: string) => `export ${kind} ${identifier(name)}`).trimEnd()}\n`;
}
