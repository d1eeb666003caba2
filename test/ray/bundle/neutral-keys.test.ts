import { transformSync } from 'esbuild';
import { SourceMap } from 'node:module';
import { expect, test } from 'vitest';
import { neutralKeys } from '../../../runtime/ray/bundle/neutral-keys.ts';

/** As the bundler wraps modules of CommonJS. */
const source = (way: string): string =>
  `var a = w({"${way}node_modules/a/a.js"(e) { e.first = 1 }}),\n  b = w({"${way}node_modules/b/b.js"(e) { e.second = 2 }});\nthird(a, b);\nfourth();`;

test('modules that lie elsewhere are named alike from every place, and the source map still leads to what follows them', () => {
  const texts = ['', '../../tool/', '../../../home/somebody/with a long way/'].map((way) => {
    const options = { sourcemap: 'external', sourcefile: 'x.js', sourcesContent: false, minifyWhitespace: true } as const;
    const { code, map } = transformSync(source(way), options);
    const { 'x.mjs': text = '', 'x.mjs.map': moved = '' } = neutralKeys({ 'x.mjs': code, 'x.mjs.map': map });
    const places = new SourceMap(JSON.parse(moved));
    for (const word of ['first', 'second', 'third', 'fourth']) {
      const [line, column] = placeOf(text, word);
      const [originalLine, originalColumn] = placeOf(source(way), word);
      expect(places.findEntry(line, column)).toMatchObject({ originalLine, originalColumn });
    }
    return text;
  });
  expect(texts).toEqual([texts[0], texts[0], texts[0]]);
  expect(texts[0]).toContain('w({"node_modules/a/a.js"(e){');
});

function placeOf(text: string, word: string): [line: number, column: number] {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  return [before.length - 1, before.at(-1)!.length];
}
