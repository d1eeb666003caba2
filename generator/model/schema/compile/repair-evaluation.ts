import type { Ajv2020, AjvModule } from './ajv.ts';
import { replaceKeyword, type KeywordCode } from './replace-keyword.ts';

/** What ajv gets wrong about evaluated items (JSON Schema core, 11.2); the rest is said in other words by `spellOutEvaluation`. */
export function repairEvaluation(module: AjvModule, ajv: Ajv2020): void {
  replaceKeyword(ajv, 'contains', { before: 'uniqueItems', wrap: evaluatesNothing });
  replaceKeyword(ajv, 'unevaluatedItems', { wrap: startsWhereItIs(module) });
}

/** `contains` evaluates the items that fit, not all of them. */
function evaluatesNothing(code: KeywordCode): KeywordCode {
  return (cxt, ruleType) => {
    const { items } = cxt.it;
    code(cxt, ruleType);
    if (items === undefined) delete cxt.it.items;
    else cxt.it.items = items;
  };
}

/** How many items are evaluated may be known only when the value is there: a number, `true` for all, or nothing. ajv takes it for a number. */
function startsWhereItIs({ _, Name }: AjvModule): (code: KeywordCode) => KeywordCode {
  return (code) => (cxt, ruleType) => {
    const { gen, it } = cxt;
    const { items } = it;
    if (!(items instanceof Name)) return code(cxt, ruleType);
    gen.if(_`${items} !== true`, () => {
      it.items = gen.const('from', _`${items} || 0`);
      code(cxt, ruleType);
    });
    it.items = true;
  };
}
