import { countStep } from '../../../../runtime/validation/count-step.ts';
import type { Ajv2020, AjvModule, KeywordCxt } from './ajv.ts';
import { helper } from './constants.ts';
import { replaceKeyword, type KeywordCode } from './replace-keyword.ts';

/** Errors of one list or object after which the rest of it is not looked at: a list of a million bad items would take a gigabyte to say so. */
export const MOST_ERRORS = 100;

/** Keywords that look at every item or property, and the keyword that comes after each. */
const LOOPING = [
  ['items', 'contains'],
  ['additionalProperties', 'dependencies'],
  ['patternProperties', 'dependentRequired'],
  ['propertyNames', 'additionalProperties'],
  ['unevaluatedProperties', 'unevaluatedItems'],
  ['unevaluatedItems', undefined],
] as const;

/**
 * Loops over items and properties end early where everything is wrong: the verdict is the same, there are errors. Each of their rounds counts, and
 * each reference that is followed: these are what makes a value that holds itself many times take for ever.
 */
export function boundErrors(module: AjvModule, ajv: Ajv2020): void {
  const { _ } = module;
  const count = (cxt: KeywordCxt): unknown => cxt.gen.code(_`${helper(module, cxt, 'countStep', countStep)}()`);
  const bounded = (code: KeywordCode): KeywordCode => {
    return (cxt, ruleType) => {
      const { gen, it } = cxt;
      if (cxt.schema === false && cxt.keyword !== 'propertyNames' && cxt.keyword !== 'unevaluatedProperties') return code(cxt, ruleType); // no loop
      const ends = it.allErrors === true && it.createErrors !== false;
      const before = gen.const('before', _`errors`);
      const leave = (): void => {
        if (ends) gen.if(_`errors - ${before} >= ${MOST_ERRORS}`, () => gen.break());
      };
      const subschema = cxt.subschema.bind(cxt);
      cxt.subschema = (part, valid) => {
        leave();
        count(cxt);
        return subschema(part, valid);
      };
      const error = cxt.error.bind(cxt);
      cxt.error = (...args) => {
        if (cxt.keyword === 'unevaluatedProperties') leave();
        error(...args);
      };
      code(cxt, ruleType);
    };
  };
  for (const [keyword, before] of LOOPING) replaceKeyword(ajv, keyword, { ...(before === undefined ? {} : { before }), wrap: bounded });
  const forgetting = (code: KeywordCode): KeywordCode => {
    return (cxt, ruleType) => {
      const subschema = cxt.subschema.bind(cxt);
      cxt.subschema = (part, valid) => {
        count(cxt);
        const result = subschema(part, valid);
        cxt.reset(); // what one item lacks is no error of the list, which may hold another one that fits
        return result;
      };
      code(cxt, ruleType);
    };
  };
  replaceKeyword(ajv, 'contains', { before: 'uniqueItems', wrap: forgetting });
  const counted = (code: KeywordCode): KeywordCode => {
    return (cxt, ruleType) => {
      count(cxt);
      code(cxt, ruleType);
    };
  };
  replaceKeyword(ajv, '$ref', { before: 'not', wrap: counted });
}
