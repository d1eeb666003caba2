import { compile } from 'json-schema-to-typescript';
import { printTypesJstt } from '../../generator/emit/types-jstt/index.ts';
import { printTypes } from '../../generator/emit/types/index.ts';
import type { JsonSchema, SchemaBundle, SchemaRoot } from '../../generator/model/schema/index.ts';
import { loadMetaSchema } from '../../generator/model/schema/meta-schemas.ts';
import { modelTypes, type TypeDefinition } from '../../generator/model/types/index.ts';

/** The text of types with a `Root`. */
export type PrintRoot = (bundle: SchemaBundle, root: SchemaRoot) => Promise<string>;

/** Our model, our printer. */
export const printOurs: PrintRoot = async (bundle, root) => printTypes(model(bundle, root));

/** Our model, printed by json-schema-to-typescript. */
export const printByJstt: PrintRoot = async (bundle, root) => printTypesJstt(model(bundle, root));

function model(bundle: SchemaBundle, root: SchemaRoot): TypeDefinition[] {
  return modelTypes(bundle, [{ name: 'Root', root, direction: 'as is' }]);
}

/** json-schema-to-typescript alone, with its defaults: what we are measured against. `load` gives what the schema refers to. */
export function printJsttAlone(load: (uri: string) => unknown): PrintRoot {
  const read = ({ url }: { readonly url: string }): unknown => {
    const uri = url.replace(/#.*$/, '');
    const found = load(uri) ?? loadMetaSchema(uri);
    if (found === undefined) throw new Error(`not there: ${uri}`);
    return structuredClone(found); // it writes into what it reads
  };
  const remotes = { order: 1, canRead: true, read };
  return async (_bundle, { schema }) =>
    compile(schema as Parameters<typeof compile>[0], 'Root', {
      bannerComment: '',
      format: false,
      $refOptions: { resolve: { file: false, http: false, remotes } },
      customName: (part) => (isRoot(part as JsonSchema) ? 'Root' : undefined),
    });
}

/** It links every schema to the one around it. */
function isRoot(schema: JsonSchema): boolean {
  if (typeof schema === 'boolean') return false;
  const link = Object.getOwnPropertySymbols(schema).find((symbol) => symbol.description === 'Parent');
  return link !== undefined && (schema as Readonly<Record<symbol, unknown>>)[link] === null;
}
