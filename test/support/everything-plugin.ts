const CONFIG = `# Everything that generate makes files of
name: Alles für İstanbul
code: everything
version: 1.0.0
category: custom
description: |
  Two lines of text,
  of which each ends as the checkout has it.
docs: docs/reference.md
test_kit: true
schema_map: { 'https://example.org/schemas/': schemas/vendor }
env: { SEASON: summer }
secrets: { HUB_TOKEN: 'env:HUB_TOKEN' }
actions:
  train_i:
    name: Train
    params: schemas/train.params.yaml
    result: schemas/train.result.json
    ui_schema: [{ $formkit: number, name: epochs, label: Rounds }]
    steps: steps/train.yaml
  IMPORT:
    name: Ünpack
    params: src/params.ts#ImportParams
  export:
    params: { type: object, properties: { ölçü: { type: number, default: 1234567.125 }, I: { enum: [İ, ı, i, I, ä, z] } } }
    result: { $ref: 'https://example.org/schemas/shared.json#/$defs/Weights' }
`;

const PARAMS = `type: object
description: >-
  Folded over
  two lines
required: [dataset]
properties:
  dataset: { type: integer, minimum: 1, description: "said over
    two lines" }
  epochs: { type: integer, minimum: 1, maximum: 10000, default: 100 }
  rate: { type: number, exclusiveMinimum: 0, default: 1.0e-7 }
  since: { type: string, format: date-time, default: '2026-03-29T02:30:00+01:00' }
  token: { type: string, format: password }
  note: { type: string, default: "a\\r\\nb" }
  optimizer: { oneOf: [{ $ref: '#/$defs/Sgd' }, { $ref: '#/$defs/Adam' }] }
$defs:
  Sgd: { type: object, required: [kind], properties: { kind: { const: sgd }, momentum: { type: number } } }
  Adam: { type: object, required: [kind], properties: { kind: { const: adam } } }
x-rules:
  - rule: self.rate < 1.0
    message: Too fast
    at: /rate
`;

const STEPS = `- { name: load_i, effects: local, rollback: true, output: schemas/vendor/shared.json }
- name: fit
  needs: [load_i]
  timeout: 90m
  retry: { attempts: 3, delay: 5s, factor: 1.5 }
`;

const ZOD = `import { z } from 'zod';

/** What to take in. */
export const ImportParams = z.object({
  path: z.string().min(1).describe(\`Where it
lies\`),
  sizes: z.array(z.int()).default([1, 2]),
});
`;

/** A contract of every feature that generate makes files of, with texts that locales and line ends could change. Path → text. */
export const EVERYTHING: Readonly<Record<string, string>> = {
  'config.yaml': CONFIG,
  'package.json': '{ "name": "everything", "type": "module" }\n',
  'tsconfig.json': '{\n  // with a comment\n  "compilerOptions": { "rewriteRelativeImportExtensions": true }\n}\n',
  'steps/train.yaml': STEPS,
  'src/params.ts': ZOD,
  'schemas/train.params.yaml': PARAMS,
  'schemas/train.result.json': `{\n  "type": "object",\n  "required": ["weights"],\n  "properties": {\n    "weights": { "$ref": "vendor/shared.json#/$defs/Weights" }\n  }\n}\n`,
  'schemas/vendor/shared.json': `{\n  "type": "object",\n  "properties": { "rows": { "type": "integer" } },\n  "$defs": {\n    "Weights": { "type": "object", "properties": { "path": { "type": "string" } } }\n  }\n}\n`,
};
