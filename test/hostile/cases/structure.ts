import { configCase, schemaCase, type HostileCase } from '../hostile-case.ts';

const range = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const nest = (depth: number, open: string, inner: string, close: string): string => open.repeat(depth) + inner + close.repeat(depth);
const nested = (depth: number): string => nest(depth, '{"type":"object","properties":{"a":', '{}', '}}');
const chain = (length: number): unknown => ({
  type: 'object',
  properties: { a: { $ref: '#/$defs/d0' } },
  $defs: Object.fromEntries(range(length, (at) => [`d${at}`, at === length - 1 ? { type: 'integer' } : { $ref: `#/$defs/d${at + 1}` }])),
});
const doubling = (keyword: string, levels: number): unknown => ({
  $ref: '#/$defs/d0',
  $defs: Object.fromEntries(
    range(levels, (at) => [
      `d${at}`,
      at === levels - 1 ? { type: 'object' } : { [keyword]: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}` }] },
    ]),
  ),
});
const tagged = (at: number): object => ({
  type: 'object',
  properties: { kind: { const: `k${at}` }, [`p${at}`]: { type: 'integer' } },
  required: ['kind'],
});

/** Schemas that are no schemas, or whose keywords have values that they cannot have. */
const REFUSED: Readonly<Record<string, unknown>> = {
  null: null,
  'a list': [],
  'a number': 3,
  'a text': '"text"',
  'type: strnig': { type: 'strnig' },
  'type: {}': { type: {} },
  'type: []': { type: [] },
  'type: null': { type: null },
  'properties: []': { properties: [] },
  'properties: a text': { properties: 'a' },
  'a property that is a number': { properties: { a: 1 } },
  'required: a text': { required: 'a' },
  'required: numbers': { required: [1] },
  'required: true in a property': { properties: { a: { required: true } } },
  'enum: a text': { enum: 'a' },
  'items: a number': { items: 3 },
  'allOf: {}': { allOf: {} },
  'allOf: []': { allOf: [] },
  'anyOf: a number': { anyOf: 1 },
  '$ref: a number': { $ref: 5 },
  '$ref: {}': { properties: { a: { $ref: {} } } },
  '$defs: []': { $defs: [] },
  '$id: a number': { $id: 1 },
  'minimum: a text': { minimum: '1' },
  'multipleOf: 0': { multipleOf: 0 },
  'multipleOf: -1': { multipleOf: -1 },
  'minLength: -1': { minLength: -1 },
  'minLength: 1.5': { minLength: 1.5 },
  'maxItems: a list': { maxItems: [] },
  'pattern: (': { pattern: '(' },
  'pattern: a number': { pattern: 1 },
  'pattern: a needless escape': { pattern: '\\-' },
  'patternProperties: [': { patternProperties: { '[': {} } },
  'uniqueItems: a text': { uniqueItems: 'yes' },
  'title: {}': { title: {} },
  'description: a list': { description: ['a'] },
  'default: of another type': { type: 'object', properties: { a: { type: 'integer', default: 'x' } } },
  '$data references': { properties: { a: { const: { $data: '1/b' } }, b: { minimum: { $data: '1/a' } } } },
  'a keyword that is a typo': { type: 'object', minimun: 1 },
  customBasePath: { customBasePath: 'os; import x' },
  'JSON with a comma at the end': '{"type": "object",}',
  'JSON with a comment': '{"type": "object" /* c */}',
  'JSON with single quotes': "{'type': 'object'}",
  'JSON with a key twice': '{"type": "object", "type": "string"}',
  'JSON with a key twice, escaped': '{"type": "object", "\\u0074ype": "string"}',
  'JSON with __proto__': '{"type": "object", "__proto__": {"polluted": true}}',
  'JSON with __proto__, escaped': '{"type": "object", "properties": {"a": {"\\u005f_proto__": {"polluted": true}}}}',
  'JSON with NaN': '{"minimum": NaN}',
  'JSON with 1e999': '{"minimum": 1e999}',
  'JSON with a control character': '{"title": "a\u0001b"}',
  'JSON that never ends': '{"type": ',
  'JSON twice': '{} {}',
  'an empty file': '',
  'seventeen megabytes': `{"title":"${'a'.repeat(17 * 1024 * 1024)}"}`,
  'JSON 100,000 lists deep': nest(100_000, '[', '', ']'),
  'JSON 100,000 lists deep that never end': '['.repeat(100_000),
  'JSON 100,000 maps deep': nest(100_000, '{"a":', '1', '}'),
  'a schema 1,000 levels deep': nested(1000),
  'a schema 20,000 levels deep': nested(20_000),
  'not, 5,000 levels deep': nest(5000, '{"not":', '{}', '}'),
};

/** Lawful schemas of a size or shape that ends weaker programs. Refusing them is lawful too. */
const LARGE: Readonly<Record<string, unknown>> = {
  true: 'true',
  false: 'false',
  'an empty schema': {},
  'an empty enum': { enum: [] },
  'minItems 1e9': { type: 'array', minItems: 1e9 },
  'a tuple with minItems 1e9': { type: 'array', prefixItems: [{}], minItems: 1e9, maxItems: 2e9 },
  'maxLength 1e300': { type: 'string', maxLength: 1e300 },
  'multipleOf 1e-300': { type: 'number', multipleOf: 1e-300 },
  'minimum above maximum': { type: 'number', minimum: 5, maximum: 1 },
  'numbers at the edge': { enum: [0, -0, 1e308, -1e308, 5e-324, 9007199254740991] },
  'a schema 90 levels deep': nested(45),
  '2,000 properties': { type: 'object', properties: Object.fromEntries(range(2000, (at) => [`p${at}`, { type: 'integer' }])) },
  '5,000 required names': { type: 'object', required: range(5000, (at) => `p${at}`) },
  '20,000 enum values': { enum: range(20_000, (at) => `v${at}`) },
  '20,000 enum values of a named type': { $ref: '#/$defs/Mode', $defs: { Mode: { enum: range(20_000, (at) => `v${at}`) } } },
  'oneOf of 200 tagged objects': { oneOf: range(200, tagged) },
  'anyOf of 300 objects': { anyOf: range(300, tagged) },
  'allOf of 500 objects': { allOf: range(500, (at) => ({ type: 'object', properties: { [`p${at}`]: { type: 'integer' } } })) },
  'allOf of 12 unions of 4': {
    allOf: range(12, (at) => ({
      anyOf: range(4, (part) => ({ type: 'object', properties: { [`p${at}_${part}`]: {} }, required: [`p${at}_${part}`] })),
    })),
  },
  'a chain of 1,000 references': chain(1000),
  'a chain of 5,000 references': chain(5000),
  '50 definitions that all refer to each other': {
    $ref: '#/$defs/d0',
    $defs: Object.fromEntries(
      range(50, (at) => [
        `d${at}`,
        { type: 'object', properties: Object.fromEntries(range(50, (to) => [`p${to}`, { $ref: `#/$defs/d${to}` }])) },
      ]),
    ),
  },
  'allOf that doubles 12 times': doubling('allOf', 12),
  'anyOf that doubles 12 times': doubling('anyOf', 12),
  'oneOf that doubles 12 times': doubling('oneOf', 12),
  'a recursive schema': { type: 'object', properties: { a: { $ref: '#' } } },
  'a recursive union': {
    $ref: '#/$defs/Json',
    $defs: {
      Json: {
        anyOf: [
          { type: 'string' },
          { type: 'array', items: { $ref: '#/$defs/Json' } },
          { type: 'object', additionalProperties: { $ref: '#/$defs/Json' } },
        ],
      },
    },
  },
  'a recursive default': { type: 'object', properties: { a: { $ref: '#', default: {} } } },
  'if inside of if, 40 levels': nest(40, '{"if":{"required":["a"]},"then":', '{}', '}'),
  'a pattern that explodes': { type: 'string', pattern: '^(a+)+$' },
  'a pattern that explodes in patternProperties': { type: 'object', patternProperties: { '^(a|a)*$': {} } },
  'a pattern of 50,000 letters': { type: 'string', pattern: 'a'.repeat(50_000) },
  'a pattern with 1,000 groups': { type: 'string', pattern: '(a)'.repeat(1000) },
  'a description of a megabyte': { description: 'a '.repeat(500_000) },
  'a description of 20,000 lines': { description: 'a\n'.repeat(20_000) },
  'an enum of objects': { enum: range(300, (at) => ({ a: at, b: [at, { c: at }] })) },
  '1,000 defaults': { type: 'object', properties: Object.fromEntries(range(1000, (at) => [`p${at}`, { type: 'integer', default: at }])) },
  'uniqueItems of objects': { type: 'array', uniqueItems: true, items: { type: 'object' } },
  'unevaluatedProperties under 50 anyOf': {
    type: 'object',
    anyOf: range(50, (at) => ({ properties: { [`p${at}`]: {} } })),
    unevaluatedProperties: false,
  },
};

const config = (actions: unknown): unknown => ({ name: 'F', code: 'f', actions });
const CONFIGS: Readonly<Record<string, unknown>> = {
  '300 actions': config(Object.fromEntries(range(300, (at) => [`a${at}`, {}]))),
  '300 steps': config({ train: { steps: range(300, (at) => ({ name: `s${at}` })) } }),
  'an action of every wrong type': config({ a: 1, b: 'x', c: [], d: null, e: true }),
  'actions that are a list': config([]),
  'steps that are a map': config({ train: { steps: {} } }),
  'steps in a file that is config.yaml': config({ train: { steps: 'config.yaml' } }),
  'params that are config.yaml': config({ train: { params: 'config.yaml' } }),
  'params that are a folder': config({ train: { params: 'schemas' } }),
  'weights that are not numbers': config({
    train: {
      steps: [
        { name: 'a', weight: 'x' },
        { name: 'b', weight: -1 },
      ],
    },
  }),
  'weights at the edge': config({
    train: {
      steps: [
        { name: 'a', weight: 1e308 },
        { name: 'b', weight: 5e-324 },
      ],
    },
  }),
  'attempts 1e9': config({ train: { steps: [{ name: 'a', retry: { attempts: 1e9 } }] } }),
  'a timeout of 1e300 days': config({ train: { steps: [{ name: 'a', timeout: `${'9'.repeat(300)}d` }] } }),
  'memory of 1e300 bytes': config({ train: { resources: { memory: 1e300 } } }),
  'actions whose folders collide': config({ 'to-task': {}, to_task: {}, toTask: {} }),
  'classes that collide': config({ a: { entrypoint: 'src/x:A' }, b: { entrypoint: 'src/x:A' } }),
  'an entry point in generated': config({ a: { entrypoint: 'generated/plugin:A' } }),
  'an entry point in node_modules': config({ a: { entrypoint: 'node_modules/x/y:A' } }),
  'an entry point outside': config({ a: { entrypoint: '../x:A' } }),
  'an entry point that is config.yaml': config({ a: { entrypoint: 'config.yaml:A' } }),
};

export const structure: readonly HostileCase[] = [
  ...Object.entries(REFUSED).map(([name, schema]) => schemaCase(`a schema: ${name}`, schema, 'error')),
  ...Object.entries(LARGE).map(([name, schema]) => schemaCase(`a schema: ${name}`, schema)),
  ...Object.entries(CONFIGS).map(([name, value]) => configCase(`config.yaml: ${name}`, value)),
];
