import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../../generator/index.ts';
import { makePlugin } from '../../support/make-plugin.ts';

const CONFIG = `
name: Fruit
code: fruit
actions:
  train:
    steps:
      - name: load
        timeout: 90s
        retry: { attempts: 5, delay: 1s, factor: 3, max_delay: 30s, jitter: full, non_retryable: [QUOTA_EXCEEDED, "it's \\u2028 */"] }
      - name: publish
        effects: external
        rollback: { timeout: 5m, retry: { attempts: 3, delay: 1s, factor: 1, jitter: none } }
      - name: tell
        rollback: {}
`;

test('every part of a policy becomes a constant of the step, in milliseconds', async () => {
  const folder = makePlugin({ 'config.yaml': CONFIG, 'package.json': { type: 'module' } });
  const { diagnostics } = await generate({ plugin: folder });
  expect(diagnostics).toEqual([]);
  const text = readFileSync(join(folder, 'generated/train/steps.ts'), 'utf8');
  expect([...text.matchAll(/readonly policy: StepPolicy = (\{[^;]*\});/g)].map(([, literal]) => literal!.replaceAll(/\s+/g, ' '))).toEqual([
    '{ timeoutMs: 90000, retry: { attempts: 5, delayMs: 1000, factor: 3, maxDelayMs: 30000, jitter: "full", nonRetryable: ["QUOTA_EXCEEDED", "it\'s \\u2028 */"], }, }',
    '{ rollbackTimeoutMs: 300000, rollbackRetry: { attempts: 3, delayMs: 1000, factor: 1 }, }',
  ]);
  expect(text).toMatch(/abstract override rollback\(\s*context: TellStepContext/);
});
