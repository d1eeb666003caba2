import type { Ajv2020, AjvModule, Code, KeywordCxt, Name } from './ajv.ts';
import { MOST_ERRORS } from './bound-errors.ts';
import { constant } from './constants.ts';
import { replaceKeyword } from './replace-keyword.ts';

/** The keyword that holds the defaults of an object's properties; no author can write it. */
export const FILL = 'actionsmith:fill';

/** The keyword of a schema that writes into the value, or into something in it: so the value must be a copy of ours. */
export const OWN = 'actionsmith:own';

/** Up to as many names are compared one by one. */
const MOST_COMPARED = 8;

/**
 * Objects as JSON means them: only what is the object's own counts, and `toString` is as good a name as any. ajv asks `hasOwnProperty` for every
 * property, which costs more than all else. Here an object that inherits more than every object does is first replaced by a copy of what is
 * its own; of the others, it need only be asked for what every object inherits.
 */
export function addObjectKeywords(module: AjvModule, ajv: Ajv2020): void {
  const { _, nil, not, or, util } = module;
  const isOwn = ({ gen, data }: KeywordCxt, name: string | Name): Code =>
    _`${gen.scopeValue('func', { ref: Object.prototype.hasOwnProperty, code: _`Object.prototype.hasOwnProperty` })}.call(${data}, ${name})`;
  const objects = ({ gen }: KeywordCxt): Name => gen.scopeValue('obj', { ref: Object.prototype, code: _`Object.prototype` });
  const isPresent = (cxt: KeywordCxt, name: string): Code => {
    return _`${at(cxt.data, name)} !== undefined && (${at(objects(cxt), name)} === undefined || ${isOwn(cxt, name)})`;
  };
  const at = (object: Name, name: string): Code => _`${object}${module.getProperty(name)}`;
  // In place, `__proto__` costs nothing where all objects have one shape; a call of `Object.getPrototypeOf` does.
  const ownOnly = (cxt: KeywordCxt): void => {
    const { gen, data } = cxt;
    if (!copied.has(cxt)) gen.if(_`${data}.__proto__ !== ${objects(cxt)}`, () => gen.assign(data, _`{...${data}}`));
  };
  const copied = new CopiedValues();

  ajv.addKeyword({
    keyword: OWN,
    before: '$ref',
    code(cxt) {
      const { gen, data, it } = cxt;
      if (copied.has(cxt)) return;
      copied.add(cxt);
      const given = String(it.parentData) === 'parentData' ? _`parentData !== undefined && ` : nil; // else it is our caller's copy
      gen.if(_`${given}${data} && typeof ${data} == "object"`, () => {
        gen.assign(data, _`Array.isArray(${data}) ? ${data}.slice() : {...${data}}`);
        gen.assign(_`${it.parentData}[${it.parentDataProperty}]`, data);
      });
    },
  });

  replaceKeyword(ajv, '$ref', {
    before: 'not',
    wrap: (theirs) => (cxt, ruleType) => {
      const { it } = cxt;
      const { parentData, parentDataProperty } = it;
      if (copied.has(cxt)) Object.assign(it, { parentData: _`undefined`, parentDataProperty: _`undefined` });
      theirs(cxt, ruleType);
      Object.assign(it, { parentData, parentDataProperty });
    },
  });

  ajv.addKeyword({
    keyword: FILL,
    type: 'object',
    schemaType: 'object',
    before: 'maxProperties',
    code(cxt) {
      const { gen, data, schema } = cxt;
      for (const [name, value] of Object.entries(schema as Readonly<Record<string, unknown>>))
        gen.if(not(isPresent(cxt, name)), () => gen.assign(at(data, name), fresh(module, value)));
    },
  });

  replaceKeyword(ajv, 'required', {
    before: 'propertyNames',
    params: ({ params }) => _`{missingProperty: ${params['missingProperty']}}`,
    wrap: () => (cxt) => {
      ownOnly(cxt);
      for (const name of cxt.schema as readonly string[]) {
        cxt.setParams({ missingProperty: name });
        cxt.fail(not(isPresent(cxt, name)));
      }
    },
  });

  replaceKeyword(ajv, 'properties', {
    before: 'patternProperties',
    wrap: () => (cxt) => {
      const { gen, it } = cxt;
      const schemas = cxt.schema as Readonly<Record<string, unknown>>;
      const names = Object.keys(schemas);
      if (it.opts.unevaluated && names.length > 0 && it.props !== true)
        it.props = util.mergeEvaluated.props(gen, util.toHash(names), it.props);
      const checked = names.filter((name) => !util.alwaysValidSchema(it, schemas[name] as object));
      if (checked.length === 0) return;
      ownOnly(cxt);
      const valid = gen.name('valid');
      for (const name of checked) {
        gen.if(isPresent(cxt, name));
        cxt.subschema({ keyword: 'properties', schemaProp: name, dataProp: name }, valid);
        if (!it.allErrors) gen.else().var(valid, true);
        gen.endIf();
        cxt.ok(valid);
      }
    },
  });

  replaceKeyword(ajv, 'additionalProperties', {
    before: 'dependencies',
    wrap: (theirs) => (cxt, ruleType) => {
      const { gen, data, schema, parentSchema, it } = cxt;
      if (schema !== false || Object.keys(parentSchema['patternProperties'] ?? {}).length > 0) return theirs(cxt, ruleType);
      it.props = true;
      const names = Object.keys(parentSchema['properties'] ?? {});
      const before = gen.const('before', _`errors`);
      const key = gen.name('key');
      const isKnown = (): Code =>
        names.length > MOST_COMPARED
          ? _`${constant(module, cxt, names, 'set')}.has(${key})`
          : or(...names.map((name): Code => _`${key} === ${name}`));
      gen.for(_`const ${key} in ${data}`, () =>
        gen.if(names.length === 0 ? isOwn(cxt, key) : _`!(${isKnown()}) && ${isOwn(cxt, key)}`, () => {
          gen.if(_`errors - ${before} >= ${MOST_ERRORS}`, () => gen.break());
          cxt.setParams({ additionalProperty: key });
          cxt.error();
          if (!it.allErrors) gen.break();
        }),
      );
      cxt.ok(_`${before} === errors`);
    },
  });
}

/** The values that compiled code has a copy of, by the names that it calls them. */
class CopiedValues {
  readonly #names = new WeakMap<KeywordCxt['gen'], Set<Name>>();

  has({ gen, data }: KeywordCxt): boolean {
    return this.#names.get(gen)?.has(data) ?? false;
  }

  add({ gen, data }: KeywordCxt): void {
    this.#names.set(gen, new Set([...(this.#names.get(gen) ?? []), data]));
  }
}

/** A default, made anew each time. */
function fresh({ _, stringify }: AjvModule, value: unknown): Code {
  const text = JSON.stringify(value);
  return text.includes('__proto__') ? _`JSON.parse(${text})` : stringify(value); // a literal would set the prototype
}
