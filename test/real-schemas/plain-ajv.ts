import { Ajv, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { splitPlace } from '../../generator/cli/schema/split-place.ts';
import type { Draft } from '../../generator/model/schema/index.ts';
import { loadMetaSchema } from '../../generator/model/schema/meta-schemas.ts';
import { SchemaMap } from '../../generator/read/schema-map.ts';
import { readDocument } from './read-document.ts';
import { locate, type RealSchema } from './real-schema.ts';

const Ajv4 = createRequire(import.meta.url)('ajv-draft-04') as typeof Ajv; // its types are for CommonJS
const CLASSES: Readonly<Record<Draft, typeof Ajv>> = { '4': Ajv4, 'openapi-3.0': Ajv4, '7': Ajv, '2019-09': Ajv2019, '2020-12': Ajv2020 };
const OPTIONS: Options = {
  strict: false,
  strictNumbers: true,
  ownProperties: true,
  validateFormats: false,
  validateSchema: false,
  meta: false,
  logger: false,
  unicodeRegExp: false,
};

/** Plain ajv on the same schema: who refuses what. Throws what it throws for a schema that it cannot compile. */
export function plainAjv(real: RealSchema): (value: unknown) => boolean {
  const [file, pointer] = splitPlace(locate(real.schema));
  const map = new SchemaMap();
  for (const [prefix, folder] of Object.entries(real.map ?? {})) map.add(prefix, locate(folder));
  const Class = CLASSES[draftOf(readDocument(file), real)];
  const known = new Map<string, Record<string, unknown>>();
  for (;;) {
    const ajv = new Class(OPTIONS);
    for (const [uri, schema] of known) ajv.addSchema(structuredClone(schema), uri);
    try {
      const validate = ajv.compile({ $ref: `${pathToFileURL(file).href}#${encodeURI(pointer)}` });
      return (value) => validate(value) === true;
    } catch (error) {
      const missing = (error as { readonly missingSchema?: string }).missingSchema;
      if (missing === undefined || known.has(missing)) throw error;
      known.set(missing, read(missing, map, real));
    }
  }
}

/**
 * Without `$schema`: ajv would go for a meta-schema that it needs for nothing here, and for that one's, in circles. Without what a reference hides
 * in old drafts, which ajv does not mind, and without the examples of an API, in which ajv takes any `id` for a name.
 */
function read(uri: string, map: SchemaMap, real: RealSchema): Record<string, unknown> {
  const bare = uri.replace(/#.*$/s, '');
  const found = loadMetaSchema(bare) ?? readDocument(map.fileOf(bare) ?? fileURLToPath(bare));
  const hides = ['4', '7', 'openapi-3.0'].includes(draftOf(found, real));
  const isApi = 'openapi' in (found as object);
  return JSON.parse(JSON.stringify(found), (key, value: unknown) => {
    if (key === '$schema' && typeof value === 'string') return undefined;
    if (isApi && (key === 'example' || key === 'examples')) return undefined;
    if (hides && value !== null && typeof value === 'object' && '$ref' in value && typeof value.$ref === 'string')
      return Object.fromEntries(Object.entries(value).filter(([name]) => BESIDE_REF.has(name)));
    return value;
  }) as Record<string, unknown>;
}

/** What is looked for below a reference all the same. */
const BESIDE_REF = new Set(['$ref', '$id', 'id', 'definitions', '$defs']);

function draftOf(document: unknown, { draft }: RealSchema): Draft {
  const { $schema, openapi } = document as { readonly $schema?: unknown; readonly openapi?: unknown };
  if (typeof openapi === 'string') return openapi.startsWith('3.0') ? 'openapi-3.0' : '2020-12';
  const named = /draft-0([467])|draft\/(2019-09|2020-12)/.exec(String($schema));
  if (named === null) return draft ?? '2020-12';
  return (named[2] as Draft | undefined) ?? (named[1] === '4' ? '4' : '7');
}
