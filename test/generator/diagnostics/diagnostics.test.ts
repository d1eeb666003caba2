import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../generator/diagnostics/catalogue.ts';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.ts';
import { explain } from '../../../generator/diagnostics/explain.ts';
import { quote } from '../../../generator/diagnostics/quote.ts';

describe('the collector', () => {
  test('lists in the order of the text, whatever was reported first', () => {
    const diagnostics = new Diagnostics();
    for (const [line, column] of [
      [3, 1],
      [1, 9],
      [1, 2],
    ] as const) {
      diagnostics.report('KEY_UNSAFE', { key: 'x' }, { file: 'a', span: { line, column, length: 1 } });
    }
    expect(diagnostics.list().map(({ line, column }) => [line, column])).toEqual([
      [1, 2],
      [1, 9],
      [3, 1],
    ]);
  });

  test('cuts a message that nobody would read', () => {
    const diagnostics = new Diagnostics();
    diagnostics.report('CONFIG_INVALID', { subject: 'a'.repeat(5000), problem: 'is wrong' }, { file: 'a' });
    expect(diagnostics.list()[0]?.message).toBe(`${'a'.repeat(1000)}…`);
  });

  test('keeps the same diagnostic once', () => {
    const diagnostics = new Diagnostics();
    diagnostics.report('FILE_NOT_UTF8', {}, { file: 'a' });
    diagnostics.report('FILE_NOT_UTF8', {}, { file: 'a' });
    expect(diagnostics.list()).toHaveLength(1);
  });

  test('knows errors from warnings', () => {
    const diagnostics = new Diagnostics();
    diagnostics.report('CONFIG_METHOD_RESTAPI', {}, { file: 'a' });
    expect(diagnostics.hasErrors).toBe(false);
    diagnostics.report('FILE_NOT_UTF8', {}, { file: 'a' });
    expect(diagnostics.hasErrors).toBe(true);
  });
});

describe('the catalogue', () => {
  test.each(Object.entries(catalogue))('%s has a title and a fix that end as sentences do', (_code, entry) => {
    expect(entry.title).toMatch(/^[A-Z$].*[^.]$/);
    expect(entry.fix).toMatch(/[.)]$/);
  });

  test('explains a code, and nothing else', () => {
    expect(explain('KEY_TWICE')).toEqual({
      code: 'KEY_TWICE',
      severity: 'error',
      title: 'The same key twice in one map',
      cause: 'Most readers keep the last of the two and drop the first without a word.',
      fix: 'Remove or rename one of the two.',
    });
    expect(explain('toString')).toBeUndefined();
  });
});

test('quoted text is one line, short and harmless', () => {
  expect(quote('a"b\n\u001b\u202e\u2028')).toBe('"a\\"b\\n\\u001b\\u202e\\u2028"');
  expect(quote('x'.repeat(200))).toHaveLength(83);
});
