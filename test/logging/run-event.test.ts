import { Ajv2020 } from 'ajv/dist/2020.js';
import { deserializeError, LocalExecutor, type RunEvent, serializeError } from 'actionsmith';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contractRegistry } from '../support/contract-actions.ts';
import { fail, runLogged } from '../support/logged-steps.ts';
import { recordEvents } from '../support/record-events.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/run-event.schema.json', import.meta.url), 'utf8')) as object;
const fits = new Ajv2020({ allowUnionTypes: true }).compile(schema);

function expectToFit(events: readonly RunEvent[]): void {
  for (const event of events) expect([fits(JSON.parse(JSON.stringify(event))), event, fits.errors]).toEqual([true, event, null]);
}

test.each(['double', 'explode', 'steps'])('what a run of %s reports fits the schema of run events', async (action) => {
  const { logger, events } = recordEvents();
  await new LocalExecutor({ logger }).execute(contractRegistry.get(action), {}).catch(() => {});
  expect(events.length).toBeGreaterThan(1);
  expectToFit(events);
});

test('so does what steps report when they are retried, skipped and undone, with and without success', async () => {
  const { events } = await runLogged({
    a: { undo: () => fail('cannot undo') },
    b: { skip: () => true },
    c: { policy: { retry: { attempts: 2 } }, run: () => fail() },
  });
  expect(events.filter(({ type }) => type === 'step')).toHaveLength(9);
  expectToFit(events);
});

test('an error that came over the wire can be sent on', async () => {
  const { error } = await runLogged({ a: {}, b: { run: () => fail() } });
  const once = serializeError(error);
  expect(serializeError(deserializeError(once))).toEqual(once);
  expectToFit([{ type: 'failed', time: 0, error: once }]);
});
