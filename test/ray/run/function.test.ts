import { defineAction, LocalExecutor, NoOpLogger } from 'actionsmith';
import { expect, expectTypeOf, test } from 'vitest';
import { shout } from '../fixtures/tiny/src/actions/shout.ts';
import { rejection, tinyExecutor } from '../support/tiny.ts';

test('a function runs as a job by its name and as itself, with the same result as in this process', async () => {
  const executor = tinyExecutor();
  const [byName, asItself] = await Promise.all([executor.submit('shout', { text: 'a' }), executor.submit(shout, { text: 'a', times: 3 })]);
  expectTypeOf(asItself.result()).resolves.toEqualTypeOf<{ readonly shouted: string }>();
  expect([await byName.result(), await asItself.result()]).toEqual([{ shouted: 'A' }, { shouted: 'AAA' }]);
  expect(await new LocalExecutor({ logger: new NoOpLogger() }).execute(shout, { text: 'a', times: 3 })).toEqual({ shouted: 'AAA' });
  const types: string[] = [];
  for await (const event of asItself.events()) types.push(event.type);
  expect(types).toEqual(['started', 'progress', 'result']);
});

test('its params are checked before anything is sent', async () => {
  // @ts-expect-error text is no number
  expect(await rejection(tinyExecutor().submit(shout, { text: 1 }))).toMatchObject({
    code: 'PARAMS_INVALID',
    issues: [{ path: ['text'] }],
  });
});

test('a function that the plugin does not name cannot travel', async () => {
  const whisper = defineAction({ name: 'whisper' }, () => 'psst');
  const error = await rejection(tinyExecutor().submit(whisper, {}));
  expect(error).toMatchObject({
    code: 'ACTION_WITHOUT_REF',
    message: expect.stringMatching(/^function whisper cannot travel: .* entrypoint: <file>:<function>$/),
  });
  const echo = defineAction({ name: 'echo' }, () => 'not the class of that name');
  expect(await rejection(tinyExecutor().submit(echo, {}))).toMatchObject({ code: 'ACTION_WITHOUT_REF' });
});
