import type { Ajv2020, AjvModule } from './ajv.ts';
import { replaceKeyword, type KeywordCode } from './replace-keyword.ts';

/** Errors of one list or object after which the rest of it is not looked at: a list of a million bad items would take a gigabyte to say so. */
export const MOST_ERRORS = 100;

/** Loops over items and properties end early where everything is wrong. The verdict is the same: there are errors. */
export function boundErrors({ _ }: AjvModule, ajv: Ajv2020): void {
  const bounded = (code: KeywordCode): KeywordCode => {
    return (cxt, ruleType) => {
      const { gen, it } = cxt;
      if (!it.allErrors || it.createErrors === false) return code(cxt, ruleType);
      const before = gen.const('before', _`errors`);
      const subschema = cxt.subschema.bind(cxt);
      cxt.subschema = (part, valid) => {
        gen.if(_`errors - ${before} >= ${MOST_ERRORS}`, () => gen.break());
        return subschema(part, valid);
      };
      code(cxt, ruleType);
    };
  };
  replaceKeyword(ajv, 'items', { before: 'contains', wrap: bounded });
  replaceKeyword(ajv, 'additionalProperties', { before: 'dependencies', wrap: bounded });
}
