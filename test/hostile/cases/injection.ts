import { configCase, schemaCase, type HostileCase } from '../hostile-case.ts';

/** Would set a mark, if any of it ever ran. The name is no identifier of ours. */
export const MARK = '__HOSTILE__';
const ATTACK = `globalThis.${MARK}=1`;

/** Ways out of a comment, a string, a template, a line, a type. */
const PAYLOADS: Readonly<Record<string, string>> = {
  'the end of a comment': `*/ ${ATTACK}; /*`,
  'the end of a comment, twice escaped': `*\\/ *\\\\/ ${ATTACK}; /*`,
  'a double quote': `"; ${ATTACK}; //`,
  'a quote': `'; ${ATTACK}; //`,
  'a quote after a backslash': `\\'; ${ATTACK}; //\\"; ${ATTACK}; //`,
  'a template literal': `\`\${${ATTACK}}\``,
  'a line break': `x\n${ATTACK}\n`,
  'a carriage return': `x\r${ATTACK}\r`,
  'a line separator': `x\u2028${ATTACK}\u2029`,
  'a handlebars expression': `{{${ATTACK}}}{{{lookup this "constructor"}}}{{#with this as |x|}}{{/with}}`,
  'the end of a type': `string }\n${ATTACK};\nexport interface Z { q: string`,
  'the end of a call': `x"], ${ATTACK}, ["`,
  'a pattern of String.replace': `$&$\`$'$1 ${ATTACK}`,
  'a script element': `</script><script>${ATTACK}</script>`,
  'control and bidi characters': `\u202e\u0000\u001b[31m\u0085\ufeff${ATTACK}\u2066`,
  'a source map comment': `//# sourceMappingURL=data:,\n/*# sourceURL=*/${ATTACK}/*`,
};

const object = (rest: object): object => ({ type: 'object', ...rest });
const property = (schema: object): object => object({ properties: { a: schema } });

/** Every place of a schema that holds text. */
const IN_SCHEMA: Readonly<Record<string, (text: string) => unknown>> = {
  title: (text) => object({ title: text, properties: { a: { title: text, type: 'string' } } }),
  description: (text) => object({ description: text, properties: { a: { description: text, deprecated: true } } }),
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  $comment: (text) => object({ $comment: text, if: { $comment: text, required: ['a'] }, then: { $comment: text, required: ['b'] } }),
  examples: (text) => property({ type: 'string', examples: [text, { [text]: text }] }),
  default: (text) => property({ type: 'string', default: text }),
  'a default in an object': (text) => property({ type: 'object', default: { [text]: [text] } }),
  enum: (text) => property({ enum: [text, `${text}2`, 3] }),
  'an enum of a named type': (text) => object({ properties: { a: { $ref: '#/$defs/Mode' } }, $defs: { Mode: { enum: [text, 'b'] } } }),
  const: (text) => property({ const: { [text]: text } }),
  pattern: (text) => property({ type: 'string', pattern: text }),
  'an escaped pattern': (text) => property({ type: 'string', pattern: text.replace(/[$()*+./?[\\\]^{|}-]/g, '\\$&') }),
  format: (text) => property({ type: 'string', format: text }),
  'the name of a property': (text) => object({ properties: { [text]: { type: 'integer' } }, required: [text] }),
  'the name of a definition': (text) =>
    object({
      properties: { a: { $ref: `#/$defs/${encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'))}` } },
      $defs: { [text]: object({}) },
    }),
  patternProperties: (text) => object({ patternProperties: { [text]: { type: 'integer' } } }),
  dependentRequired: (text) => object({ dependentRequired: { [text]: [text, 'b'] } }),
  propertyNames: (text) => object({ propertyNames: { enum: [text] } }),
  'a tag of a union': (text) =>
    property({ oneOf: [text, 'b'].map((tag) => object({ properties: { kind: { const: tag } }, required: ['kind'] })) }),
  $id: (text) => object({ $id: text }),
  'an $id that is a URI': (text) => object({ $id: `https://example.com/${text}` }),
  $anchor: (text) => object({ $anchor: text }),
  $schema: (text) => object({ $schema: text }),
  $ref: (text) => property({ $ref: text }),
  'a fragment of a $ref': (text) => property({ $ref: `#/$defs/${text}` }),
  'the name of a keyword': (text) => object({ [text]: true, [`x-${text}`]: text }),
  tsType: (text) => property({ tsType: text }),
  'a rule': (text) => object({ properties: { a: { type: 'string' } }, required: ['a'], 'x-rules': [{ rule: text }] }),
  'a text in a rule': (text) =>
    object({ properties: { a: { type: 'string' } }, required: ['a'], 'x-rules': [{ rule: `self.a != ${JSON.stringify(text)}` }] }),
  'a field of a rule': (text) =>
    object({ properties: { [text]: { type: 'integer' } }, required: [text], 'x-rules': [{ rule: `self[${JSON.stringify(text)}] > 1` }] }),
  'the message and hint of a rule': (text) =>
    object({
      properties: { a: { type: 'integer' } },
      required: ['a'],
      'x-rules': [{ rule: 'self.a > 1', message: text, hint: text, path: text }],
    }),
  'x-validate': (text) => object({ 'x-validate': text }),
  'the function of x-validate': (text) => object({ 'x-validate': `src/validators.ts#${text}` }),
  'the file of x-validate': (text) => object({ 'x-validate': [`src/${text}.ts#check`] }),
  'x-*': (text) => object({ 'x-order': text, properties: { a: { 'x-ui': { [text]: text } } } }),
};

const action = (rest: object): object => ({ name: 'Fruit', code: 'fruit', actions: { train: { params: 'schemas/params.json', ...rest } } });
const steps = (step: object): object =>
  action({
    steps: [
      { name: 'load', output: { type: 'object' } },
      { name: 'fit', needs: ['load'], ...step },
    ],
  });

/** Every place of config.yaml that holds text. */
const IN_CONFIG: Readonly<Record<string, (text: string) => unknown>> = {
  'the name and description of the plugin': (text) => ({ name: text, description: text, code: 'fruit', actions: { train: {} } }),
  'types and schema_map': (text) => ({ name: 'Fruit', code: 'fruit', types: text, schema_map: { [text]: text }, actions: { train: {} } }),
  code: (text) => ({ name: 'Fruit', code: text, actions: { train: {} } }),
  'version and category': (text) => ({ name: 'Fruit', code: 'fruit', version: text, category: text, actions: { train: {} } }),
  'the key of an action': (text) => ({ name: 'Fruit', code: 'fruit', actions: { [text]: {} } }),
  'the name and description of an action': (text) => action({ name: text, description: text }),
  entrypoint: (text) => action({ entrypoint: text }),
  'the class of an entrypoint': (text) => action({ entrypoint: `src/actions/train:${text}` }),
  'the file of an entrypoint': (text) => action({ entrypoint: `src/actions/${text}:TrainAction` }),
  'base and method': (text) => action({ base: text, method: text }),
  'input and output type': (text) => action({ input_type: text, output_type: text }),
  'a path of a schema': (text) => action({ result: text }),
  'an inline schema': (text) => action({ result: { type: 'object', title: text, properties: { [text]: { const: text } } } }),
  'the name of a step': (text) => steps({ name: text }),
  'the description of a step': (text) => steps({ description: text }),
  'what a step needs': (text) => steps({ needs: [text] }),
  'the times of a step': (text) => steps({ timeout: text, retry: { attempts: 2, delay: text } }),
  env: (text) => ({ name: 'Fruit', code: 'fruit', env: { [text]: text, A: text }, actions: { train: {} } }),
  'runtime_env and assets': (text) => ({
    name: 'Fruit',
    code: 'fruit',
    runtime_env: { [text]: text },
    assets: [text],
    actions: { train: {} },
  }),
  'x-*': (text) => ({ name: 'Fruit', code: 'fruit', 'x-note': { [text]: text }, actions: { train: { [`x-${text}`]: text } } }),
};

/** Text that wants to be code, in every place that takes text. */
export const injection: readonly HostileCase[] = Object.entries(PAYLOADS).flatMap(([payload, text]) =>
  Object.entries(IN_SCHEMA)
    .map(([place, make]) => schemaCase(`${payload} in ${place} of a schema`, make(text)))
    .concat(Object.entries(IN_CONFIG).map(([place, make]) => configCase(`${payload} in ${place} of config.yaml`, make(text)))),
);
