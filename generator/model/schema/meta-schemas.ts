import { createRequire } from 'node:module';

const FILES: Readonly<Record<string, string>> = {
  'http://json-schema.org/draft-06/schema': 'json-schema-draft-06.json',
  'http://json-schema.org/draft-07/schema': 'json-schema-draft-07.json',
  'https://json-schema.org/draft/2019-09/schema': 'json-schema-2019-09/schema.json',
  'https://json-schema.org/draft/2020-12/schema': 'json-schema-2020-12/schema.json',
};

/** A meta-schema of json-schema.org, from the installed ajv: a schema that describes schemas needs no network. */
export function loadMetaSchema(uri: string): unknown {
  const part = /^https:\/\/json-schema\.org\/draft\/(2019-09|2020-12)\/(meta\/[a-z-]+)$/.exec(uri);
  const file = part ? `json-schema-${part[1]}/${part[2]}.json` : Object.hasOwn(FILES, uri) ? FILES[uri] : undefined;
  if (file === undefined) return undefined;
  try {
    return createRequire(import.meta.url)(`ajv/dist/refs/${file}`) as unknown;
  } catch {
    return undefined;
  }
}
