/** One action of the fixture, with its schemas by path. */
export interface FixtureAction {
  readonly key: string;
  readonly subject: string;
  readonly steps: readonly string[];
  readonly schemas: Readonly<Record<string, object>>;
}

const VERBS = ['train', 'export', 'filter', 'merge', 'resize', 'label', 'score', 'split'];
const SUBJECTS = ['image', 'video frame', 'point cloud', 'audio clip', 'document', 'table', 'mask', 'embedding'];
const WORDS = [
  'batch',
  'learning',
  'rate',
  'image',
  'width',
  'height',
  'threshold',
  'overlap',
  'label',
  'region',
  'score',
  'limit',
  'source',
];
const STEPS = ['load_items', 'process_items', 'save_items'];

/** The action of a number. Its schemas have what schemas of plugins have: nested objects, enums, references, defaults, bounds, formats, tagged alternatives. */
export function actionSchemas(at: number): FixtureAction {
  const random = randomOf(at);
  const key = `${VERBS[at % VERBS.length]!}_${WORDS[at % WORDS.length]!}_${at}`;
  const steps = at % 4 === 0 ? STEPS.slice(0, 2 + (at % 3 === 0 ? 1 : 0)) : [];
  return {
    key,
    subject: SUBJECTS[at % SUBJECTS.length]!,
    steps,
    schemas: {
      [`schemas/${key}.params.json`]: paramsSchema(key, random),
      [`schemas/${key}.result.json`]: resultSchema(key, random),
      ...Object.fromEntries(steps.map((step) => [`schemas/${key}.${step}.json`, outputSchema(step, random)])),
    },
  };
}

type Random = (below: number) => number;
type Schema = Readonly<Record<string, unknown>>;

/** mulberry32: the same numbers for the same action, whatever comes before it. */
function randomOf(seed: number): Random {
  let state = seed * 0x9e3779b9 + 1;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function paramsSchema(key: string, random: Random): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Params of ${key}`,
    type: 'object',
    required: ['dataset', 'mode'],
    properties: {
      dataset: { type: 'integer', minimum: 1, description: 'The dataset to work on' },
      mode: { type: 'string', enum: ['fast', 'exact', `mode_${random(100)}`], description: 'How thorough to be' },
      ...fields(random, 3 + random(5)),
      optimizer: { $ref: '#/$defs/Optimizer' },
      augmentations: { type: 'array', items: { $ref: '#/$defs/Augmentation' }, maxItems: 8, default: [] },
      source: { $ref: '#/$defs/Source' },
      tags: { type: 'object', additionalProperties: { type: 'string', maxLength: 64 } },
    },
    $defs: {
      Optimizer: {
        description: 'How weights are moved',
        type: 'object',
        additionalProperties: false,
        properties: {
          name: { enum: ['sgd', 'adam', 'adamw'], default: 'adam' },
          learning_rate: { type: 'number', exclusiveMinimum: 0, maximum: 1, default: 0.001 },
          momentum: { type: 'number', minimum: 0, maximum: 1 },
        },
      },
      Augmentation: {
        type: 'object',
        required: ['kind'],
        properties: {
          kind: { enum: ['flip', 'rotate', 'crop', 'blur'] },
          probability: { type: 'number', minimum: 0, maximum: 1, default: 0.5 },
          ...fields(random, random(3)),
        },
      },
      Source: {
        oneOf: [
          {
            type: 'object',
            required: ['kind', 'path'],
            properties: { kind: { const: 'folder' }, path: { type: 'string', minLength: 1 } },
          },
          {
            type: 'object',
            required: ['kind', 'url'],
            properties: { kind: { const: 'web' }, url: { type: 'string', format: 'uri' }, retries: { type: 'integer', default: 3 } },
          },
        ],
      },
    },
  };
}

function resultSchema(key: string, random: Random): Schema {
  return {
    title: `Result of ${key}`,
    type: 'object',
    required: ['items', 'finished_at'],
    properties: {
      items: { type: 'array', items: { $ref: '#/$defs/Item' } },
      finished_at: { type: 'string', format: 'date-time' },
      summary: { type: 'object', properties: fields(random, 2 + random(3)) },
      note: { type: ['string', 'null'] },
    },
    $defs: {
      Item: {
        type: 'object',
        required: ['id', 'score'],
        properties: { id: { type: 'string', pattern: '^[a-z0-9-]{1,40}$' }, score: { type: 'number' }, ...fields(random, random(3)) },
      },
    },
  };
}

function outputSchema(step: string, random: Random): Schema {
  return {
    title: `Output of ${step}`,
    type: 'object',
    required: ['count'],
    properties: { count: { type: 'integer' }, ...fields(random, 2) },
  };
}

function fields(random: Random, count: number): Record<string, Schema> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${word(random)}_${word(random)}_${at}`, field(random)]));
}

function field(random: Random): Schema {
  const least = random(10);
  const kinds: readonly Schema[] = [
    { type: 'integer', minimum: least, maximum: least + 100, default: least + random(100) },
    { type: 'number', minimum: 0, description: `A ${word(random)} between nothing and everything` },
    { type: 'boolean', default: random(2) === 0 },
    { type: 'string', minLength: 1, maxLength: 20 + random(100) },
    { enum: [`${word(random)}_a`, `${word(random)}_b`, null] },
    { type: 'array', items: { type: 'number' }, minItems: 1, maxItems: 4 },
    { type: 'object', required: ['x'], properties: { x: { type: 'number' }, y: { type: 'number', default: random(9) } } },
  ];
  return kinds[random(kinds.length)]!;
}

function word(random: Random): string {
  return WORDS[random(WORDS.length)]!;
}
