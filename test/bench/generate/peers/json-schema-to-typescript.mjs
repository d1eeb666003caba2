import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'json-schema-to-typescript';
import { readSchemas } from './read-schemas.mjs';

const { out, schemas } = readSchemas();
for (const [name, schema] of schemas) writeFileSync(join(out, `${name}.ts`), await compile(schema, name));
