import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from '../../package-version.ts';

const FILES: Readonly<Record<string, string>> = {
  'http://json-schema.org/draft-04/schema': join(packageRoot(), 'schemas/meta/draft-04.json'), // ajv has it no longer
  'http://json-schema.org/draft-06/schema': 'ajv/dist/refs/json-schema-draft-06.json',
  'http://json-schema.org/draft-07/schema': 'ajv/dist/refs/json-schema-draft-07.json',
  'https://json-schema.org/draft/2019-09/schema': 'ajv/dist/refs/json-schema-2019-09/schema.json',
  'https://json-schema.org/draft/2020-12/schema': 'ajv/dist/refs/json-schema-2020-12/schema.json',
};

/** A meta-schema of json-schema.org, as it is installed: a schema that describes schemas needs no network. */
export function loadMetaSchema(uri: string): unknown {
  const part = /^https:\/\/json-schema\.org\/draft\/(2019-09|2020-12)\/(meta\/[a-z-]+)$/.exec(uri);
  const file = part ? `ajv/dist/refs/json-schema-${part[1]}/${part[2]}.json` : Object.hasOwn(FILES, uri) ? FILES[uri] : undefined;
  if (file === undefined) return undefined;
  try {
    return createRequire(import.meta.url)(file) as unknown;
  } catch {
    return undefined;
  }
}
