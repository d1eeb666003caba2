import type { JsonSchema, SchemaObject } from '../../model/schema/json-schema.ts';
import { literal } from '../code.ts';
import { fills, type PrintInner, type ZodPrinting } from './zod-printing.ts';

export const ARRAY_KEYWORDS: readonly string[] = [
  'items',
  'prefixItems',
  'minItems',
  'maxItems',
  'uniqueItems',
  'contains',
  'minContains',
  'maxContains',
];

/** zod's tuples must be complete, those of JSON Schema need not be: so they are lists with a check. */
export function printArray(schema: SchemaObject, print: PrintInner, printing: ZodPrinting): string {
  const { items, prefixItems, minItems, maxItems, uniqueItems, contains, minContains, maxContains } = schema;
  let code = items === undefined || prefixItems !== undefined ? 'z.array(z.unknown())' : `z.array(${print(items as JsonSchema)})`;
  if (typeof minItems === 'number') code += `.min(${literal(minItems)})`;
  if (typeof maxItems === 'number') code += `.max(${literal(maxItems)})`;
  if (Array.isArray(prefixItems)) {
    const first = printing.constant(`[${prefixItems.map((item) => print(item as JsonSchema)).join(', ')}]`);
    const others = printing.constant(print((items ?? true) as JsonSchema));
    const method = fills(prefixItems) || fills(items) ? 'transform' : 'superRefine';
    code += `.${method}(${printing.helper('zodItems')}(${first}, ${others}))`;
  }
  if (contains !== undefined) {
    const part = printing.constant(print(contains as JsonSchema));
    const most = typeof maxContains === 'number' ? ` && count <= ${literal(maxContains)}` : '';
    const count = `const count = items.filter((item) => ${part}.safeParse(item).success).length;`;
    code += `.refine((items) => { ${count} return count >= ${literal(minContains ?? 1)}${most}; })`;
  }
  if (uniqueItems === true)
    code += `.refine((items) => ${printing.helper('findTwin')}(items) === undefined, ${literal({ error: 'must not have equal items' })})`;
  return code;
}
