import type { Ajv2020, AjvModule, KeywordCxt } from './ajv.ts';
import { replaceKeyword, type KeywordCode } from './replace-keyword.ts';

/**
 * Arrays with too few items for the loop of a keyword. ajv gives its verdict no value before the loop, so an empty array has the verdict of the array
 * that was looked at before it (`contains`), or ends the schema as if all of it were passed (`prefixItems`).
 */
export function repairArrays({ _ }: AjvModule, ajv: Ajv2020): void {
  const starting =
    (valid: boolean, applies: (cxt: KeywordCxt) => boolean) =>
    (code: KeywordCode): KeywordCode =>
    (cxt, ruleType) => {
      const { gen } = cxt;
      if (!applies(cxt)) return code(cxt, ruleType);
      gen.name = () => {
        Reflect.deleteProperty(gen, 'name'); // the first name that it asks for is that of its verdict
        return gen.var('valid', valid ? _`true` : _`false`);
      };
      code(cxt, ruleType);
      Reflect.deleteProperty(gen, 'name');
    };
  replaceKeyword(ajv, 'prefixItems', { before: 'items', wrap: starting(true, () => true) });
  replaceKeyword(ajv, 'contains', { before: 'uniqueItems', wrap: starting(false, isPlain) });
}

/** Where it counts, it starts with a value by itself. */
function isPlain({ parentSchema }: KeywordCxt): boolean {
  const { minContains = 1, maxContains } = parentSchema as { readonly minContains?: unknown; readonly maxContains?: unknown };
  return minContains === 1 && maxContains === undefined;
}
