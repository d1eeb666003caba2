import { createRequire } from 'node:module';
import type { TypeDefinition } from '../../model/types/type-node.ts';
import { identifier } from '../code.ts';
import { jsttDocs, jsttSchema } from './jstt-schema.ts';

/** The package of the second printer: an optional peer. */
export const JSTT = 'json-schema-to-typescript';

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

/** Whether the second printer is installed beside us. */
export function hasJstt(): boolean {
  try {
    return createRequire(import.meta.url).resolve(JSTT) !== '';
  } catch {
    return false;
  }
}

/**
 * The text of exported interfaces and types, printed by json-schema-to-typescript from our own model: as sound as the model, in the style of that
 * tool. One definition at a time, so that nothing is inlined, renamed or numbered. Throws when the package is not installed; see `hasJstt`.
 */
export async function printTypesJstt(definitions: readonly TypeDefinition[]): Promise<string> {
  const { compile } = await import('json-schema-to-typescript');
  const printed: string[] = [];
  for (const definition of definitions) printed.push(await printDefinition(definition, compile));
  return printed.join('\n');
}

async function printDefinition({ name, type, docs }: TypeDefinition, compile: Compile): Promise<string> {
  const schema = { ...jsttSchema(type), ...jsttDocs(docs) };
  const text = await compile(schema as Parameters<Compile>[0], PLACEHOLDER, OPTIONS);
  const head = new RegExp(`^export (interface|type) ${PLACEHOLDER}\\b`, 'm');
  if (!head.test(text)) throw new Error(`${JSTT} printed no declaration of ${name}`);
  return `${text.replace(head, (_all, kind: string) => `export ${kind} ${identifier(name)}`).trimEnd()}\n`;
}
