import type { Ajv2020, AjvModule } from './ajv.ts';
import { replaceKeyword, type KeywordCode } from './replace-keyword.ts';

/** Lines of compiled code around what must run to its end, though there are errors: `rewriteFunctions` of the printer reads and removes them. */
export const HOLD = '"hold";';
export const RELEASE = '"release";';

/** Keywords whose errors mean nothing before the keyword itself has spoken, and the keyword that comes after each. */
const HOLDING = [
  ['not', 'anyOf'],
  ['anyOf', 'oneOf'],
  ['oneOf', 'allOf'],
  ['if', 'then'],
  ['contains', 'uniqueItems'],
  ['propertyNames', 'additionalProperties'],
] as const;

/** Marks in the code where an error is not yet the verdict. */
export function holdErrors({ _ }: AjvModule, ajv: Ajv2020): void {
  const held = (code: KeywordCode): KeywordCode => {
    return (cxt, ruleType) => {
      cxt.gen.code(_`"hold"`);
      code(cxt, ruleType);
      cxt.gen.code(_`"release"`);
    };
  };
  for (const [keyword, before] of HOLDING) replaceKeyword(ajv, keyword, { before, wrap: held });
}
