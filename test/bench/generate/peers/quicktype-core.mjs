import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FetchingJSONSchemaStore, InputData, JSONSchemaInput, quicktype } from 'quicktype-core';
import { readSchemas } from './read-schemas.mjs';

const { out, schemas } = readSchemas();
for (const [name, schema] of schemas) {
  const input = new JSONSchemaInput(new FetchingJSONSchemaStore());
  await input.addSource({ name, schema: JSON.stringify(schema) });
  const inputData = new InputData();
  inputData.addInput(input);
  const { lines } = await quicktype({ inputData, lang: 'typescript' });
  writeFileSync(join(out, `${name}.ts`), lines.join('\n'));
}
