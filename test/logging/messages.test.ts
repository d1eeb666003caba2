import { defineMessages, RuntimeContext, type RuntimeContextOptions } from 'actionsmith';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordEvents } from '../support/record-events.ts';

const messages = defineMessages({
  STARTED: 'Training started',
  EPOCH_DONE: { en: 'Epoch {epoch} of {epochs} is done', ko: '{epochs} 에포크 중 {epoch} 완료' },
  LOW_ACCURACY: { context: 'warning', text: { en: 'Accuracy is only {accuracy}', de: 'Genauigkeit nur {accuracy}' } },
  BRACES: 'write {{name}} for {name}',
});

function said(report: (ctx: RuntimeContext) => void, options: RuntimeContextOptions = {}): unknown[] {
  const { logger, events } = recordEvents();
  report(new RuntimeContext({ logger, ...options }));
  return events.map((event) => (event.type === 'message' ? [event.message, event.context, event.key] : event));
}

test('a plain text is itself, and has its placeholders filled only where there are values', () => {
  const all = said((ctx) => {
    ctx.logMessage('a {b} {{c}}');
    ctx.logMessage('a {b} {{c}} {d}', { values: { b: 1 }, context: 'success' });
  });
  expect(all).toEqual([
    ['a {b} {{c}}', 'info', undefined],
    ['a 1 {c} {d}', 'success', undefined],
  ]);
});

test('a message of a catalogue carries its name and its kind', () => {
  const all = said((ctx) => {
    ctx.logMessage(messages.STARTED);
    ctx.logMessage(messages.LOW_ACCURACY, { values: { accuracy: 0.5 } });
    ctx.logMessage(messages.LOW_ACCURACY, { values: { accuracy: 0.1 }, context: 'danger' });
    ctx.logMessage(messages.BRACES, { values: { name: 'x' } });
  });
  expect(all).toEqual([
    ['Training started', 'info', 'STARTED'],
    ['Accuracy is only 0.5', 'warning', 'LOW_ACCURACY'],
    ['Accuracy is only 0.1', 'danger', 'LOW_ACCURACY'],
    ['write {name} for x', 'info', 'BRACES'],
  ]);
});

test.each([
  [{ language: 'ko' }, {}, '2 에포크 중 1 완료'],
  [{ language: 'ko-KR' }, {}, '2 에포크 중 1 완료'],
  [{}, { language: 'KO' }, '2 에포크 중 1 완료'],
  [{}, { env: { ACTIONSMITH_LANGUAGE: 'ko' } }, '2 에포크 중 1 완료'],
  [{}, { env: { SYNAPSE_LANGUAGE: 'ko_KR' } }, '2 에포크 중 1 완료'],
  [{ language: 'en' }, { language: 'ko' }, 'Epoch 1 of 2 is done'],
  [{}, { language: 'en', env: { ACTIONSMITH_LANGUAGE: 'ko' } }, 'Epoch 1 of 2 is done'],
  [{ language: 'fr' }, {}, 'Epoch 1 of 2 is done'],
  [{}, {}, 'Epoch 1 of 2 is done'],
])('the language is that of the call %j, else of the run %j, else English', (call, run, message) => {
  const options = { ...call, values: { epoch: 1, epochs: 2 } };
  expect(said((ctx) => ctx.logMessage(messages.EPOCH_DONE, options), run)).toEqual([[message, 'info', 'EPOCH_DONE']]);
});

test('translations need no catalogue, and one of them is better than none', () => {
  const all = said((ctx) => {
    ctx.logMessage({ en: 'done', ko: '완료' });
    ctx.logMessage({ ko: '완료' });
    ctx.logMessage({});
  });
  expect(all).toEqual([
    ['done', 'info', undefined],
    ['완료', 'info', undefined],
    ['', 'info', undefined],
  ]);
});

test('steps and the logger itself speak the language of the run', () => {
  const { logger, events } = recordEvents();
  const ctx = new RuntimeContext({ logger, language: 'ko' });
  ctx.logger.logMessage({ en: 'a', ko: '가' });
  ctx.logger.forStep('load').logMessage({ en: 'a', ko: '가' });
  expect(events).toMatchObject([{ message: '가' }, { message: '가', step: 'load' }]);
});

test('the compiler knows the placeholders', () => {
  const ctx = new RuntimeContext();
  // @ts-expect-error epochs is missing
  ctx.logMessage(messages.EPOCH_DONE, { values: { epoch: 1 } });
  // @ts-expect-error the values are missing
  ctx.logMessage(messages.EPOCH_DONE);
  // @ts-expect-error there is no such message
  expect(() => ctx.logMessage(messages.NOT_THERE)).not.toThrow();
});

test('nothing that is said throws, and a missing value leaves its placeholder', () => {
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  const hostile = fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true });
  const text = fc.string({ unit: fc.constantFrom('{', '}', 'a', 'b', ' ', '\\') });
  fc.assert(
    fc.property(text, hostile, hostile, (template, value, input) => {
      const ctx = new RuntimeContext();
      ctx.logMessage(template, { values: { a: value, b: loop } });
      ctx.logMessage({ en: template, ko: template }, { language: template, values: { a: value } });
      ctx.logMessage(input as string, { values: { a: input } });
    }),
  );
  expect(said((ctx) => ctx.logMessage('{toString} {a}', { values: { a: loop } }))).toEqual([
    ['{toString} {"self":"[Circular]"}', 'info', undefined],
  ]);
});
