/** Guide: Function-Based Actions, Decorator Parameters. */
import { defineAction, isDefinedAction, LocalExecutor, PluginCategory } from 'actionsmith';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { recordEvents } from '../support/record-events.ts';

const Params = z.object({ by: z.int().default(2) });
const Result = z.object({ doubled: z.int() });

test('every parameter of the decorator is one of the definition', () => {
  const double = defineAction(
    { name: 'double', description: 'Doubles a number', params: Params, result: Result, category: PluginCategory.CUSTOM },
    ({ by }) => ({ doubled: by * 2 }),
  );
  expect(double.definition).toEqual({
    name: 'double',
    description: 'Doubles a number',
    params: Params,
    result: Result,
    category: 'custom',
  });
  expect(isDefinedAction(double)).toBe(true);
});

test('the name is that of the function, and the description empty, where they are left out', () => {
  const { definition } = defineAction({}, function double() {});
  expect(definition).toEqual({ name: 'double', description: '' });
});

test('params are checked and completed, and a result that does not fit is a warning', async () => {
  const { logger, events } = recordEvents();
  const double = defineAction({ name: 'double', params: Params, result: Result }, ({ by }) => ({ doubled: by / 4 }));
  const executor = new LocalExecutor({ logger });
  expect(await executor.execute(double, {})).toEqual({ doubled: 0.5 });
  expect(events.filter(({ type }) => type === 'message')).toMatchObject([
    { context: 'warning', message: expect.stringMatching(/^Result validation warning for the result: result\.doubled /) },
  ]);
  // @ts-expect-error by is a number
  await expect(executor.execute(double, { by: 'two' })).rejects.toMatchObject({ code: 'PARAMS_INVALID', issues: [{ path: ['by'] }] });
});
