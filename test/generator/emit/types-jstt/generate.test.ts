import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../../../generator/index.ts';
import { compileTypes } from '../../../support/compile-types.ts';
import { makePlugin } from '../../../support/make-plugin.ts';

test('config.yaml chooses the printer of the types', async () => {
  const plugin = makePlugin({
    'config.yaml': `
name: Fruit Detector
code: fruit_detector
types: json-schema-to-typescript
actions:
  train:
    params:
      type: object
      required: [dataset]
      properties:
        dataset: { type: integer }
        mode: { enum: [fast, exact] }
`,
  });
  const { ok, diagnostics } = await generate({ plugin });
  expect({ ok, diagnostics }).toEqual({ ok: true, diagnostics: [] });
  const types = readFileSync(join(plugin, 'generated/train/types.ts'), 'utf8');
  expect(types).toContain('  /**\n   * @integer\n   */\n  dataset: number;'); // our own printer takes one line
  expect(await compileTypes({ 'types.ts': types })).toEqual([]);
});
