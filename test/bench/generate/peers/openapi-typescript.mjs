import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { readSchemas } from './read-schemas.mjs';

const { out, schemas } = readSchemas();
const place = (name) => name.replaceAll('.', '_');
/** One document has all of them: references lead to their places in it. */
const components = Object.fromEntries(
  schemas.map(([name, schema]) => [
    place(name),
    JSON.parse(JSON.stringify({ ...schema, $schema: undefined }).replaceAll('"#/$defs/', `"#/components/schemas/${place(name)}/$defs/`)),
  ]),
);
const document = { openapi: '3.1.0', info: { title: 'bench', version: '1' }, paths: {}, components: { schemas: components } };
writeFileSync(join(out, 'types.ts'), astToString(await openapiTS(document)));
