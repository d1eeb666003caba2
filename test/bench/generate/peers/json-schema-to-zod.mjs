import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaToZod } from 'json-schema-to-zod';
import { readSchemas } from './read-schemas.mjs';

const { out, schemas } = readSchemas();

/** It follows no reference: what is referred to stands in its place. */
function dereference(node, root) {
  if (Array.isArray(node)) return node.map((item) => dereference(item, root));
  if (node === null || typeof node !== 'object') return node;
  if (typeof node.$ref === 'string') return dereference(root.$defs[node.$ref.slice('#/$defs/'.length)], root);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, dereference(value, root)]));
}

for (const [name, schema] of schemas) {
  const whole = dereference({ ...schema, $defs: {} }, schema);
  writeFileSync(join(out, `${name}.ts`), jsonSchemaToZod(whole, { module: 'esm', name: 'schema', type: true }));
}
