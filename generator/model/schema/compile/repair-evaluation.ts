import type { Ajv2020, AjvModule } from './ajv.ts';
import { replaceKeyword, type KeywordCode } from './replace-keyword.ts';

/** What ajv gets wrong about evaluated items (JSON Schema core, 11.2); the rest is said in other words by `spellOutEvaluation`. */
export function repairEvaluation(module: AjvModule, ajv: Ajv2020): void {
  replaceKeyword(ajv, 'contains', { before: 'uniqueItems', wrap: evaluatesNothing });
  for (const [keyword, before] of CONDITIONAL) replaceKeyword(ajv, keyword, { before, wrap: notedBefore(module) });
  replaceKeyword(ajv, 'patternProperties', { before: 'unevaluatedProperties', wrap: marksApart(module) });
  replaceKeyword(ajv, 'unevaluatedProperties', { wrap: inheritsNothing(module) });
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
    const { data, gen, it } = cxt;
    const { items } = it;
    if (items instanceof Name) it.items = gen.const('from', _`${items} === true ? ${data}.length : ${items} || 0`);
    code(cxt, ruleType);
    it.items = true;
  };
}

/** Which properties are evaluated may be known only when the value is there: an object, `true` for all, or nothing. ajv takes it for an object. */
function marksApart({ _, Name }: AjvModule): (code: KeywordCode) => KeywordCode {
  return (code) => (cxt, ruleType) => {
    const { gen, it } = cxt;
    const { props } = it;
    if (!(props instanceof Name)) return code(cxt, ruleType);
    const marked = gen.var('props', _`{}`);
    it.props = marked;
    code(cxt, ruleType);
    gen.if(_`${props} !== true`, () => gen.assign(props, _`Object.assign(${props} || {}, ${marked})`));
    it.props = props;
  };
}

/** What is evaluated is asked of an object that inherits: `constructor` would always be. */
function inheritsNothing({ _, Name }: AjvModule): (code: KeywordCode) => KeywordCode {
  return (code) => (cxt, ruleType) => {
    const { gen, it } = cxt;
    const { props } = it;
    if (props instanceof Name) it.props = gen.const('own', _`${props} === true || Object.assign(Object.create(null), ${props})`);
    code(cxt, ruleType);
  };
}

/** Keywords with schemas that may not apply, and what comes after each. */
const CONDITIONAL = [
  ['anyOf', 'oneOf'],
  ['oneOf', 'allOf'],
  ['dependentSchemas', 'unevaluatedProperties'],
] as const;

/** ajv notes what was evaluated so far where the first such schema applies, or takes what that one evaluates whether it applies or not. */
function notedBefore({ stringify, Name }: AjvModule): (code: KeywordCode) => KeywordCode {
  return (code) => (cxt, ruleType) => {
    const { gen, it } = cxt;
    if (it.props !== true && !(it.props instanceof Name)) it.props = gen.var('props', stringify(it.props ?? {}));
    if (it.items !== true && !(it.items instanceof Name)) it.items = gen.var('items', stringify(it.items ?? 0));
    code(cxt, ruleType);
  };
}
