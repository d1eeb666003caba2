import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { markup } from '../../runtime/report/html.ts';

test.each([
  ['<b>&"\'', '&lt;b&gt;&amp;&quot;&#39;'],
  ['a\nb\tc\r\nd', 'a\nb\tc\nd'],
  ['\u001B[31m \u0000 \r \u202E \u2028 \u200B', '\\u001b[31m \\u0000 \\u000d \\u202e \\u2028 \\u200b'],
  ['Grüße, 你好, שלום, 👩‍🚀', 'Grüße, 你好, שלום, 👩‍🚀'],
])('%j is filled in as text', (text, written) => {
  expect(markup`<p title="${text}">${text}</p>`.toString()).toBe(`<p title="${written}">${written}</p>`);
});

test('pieces, numbers and lists of them are filled in as they are, nothing for undefined and false', () => {
  expect(markup`<ul>${['a<', 1, markup`<li>`, undefined, false, [markup`</li>`]]}</ul>`.toString()).toBe('<ul>a&lt;1<li></li></ul>');
});

test('no text opens or ends a tag or a quoted attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']/.test(markup`${text}`.toString())),
    { numRuns: 500 },
  );
});
