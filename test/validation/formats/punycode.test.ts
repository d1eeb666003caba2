import { domainToASCII } from 'node:url';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePunycode, encodePunycode } from '../../../runtime/validation/formats/punycode.ts';

/** RFC 3492, section 7.1. */
const samples: readonly [string, string][] = [
  ['他们为什么不说中文', 'ihqwcrb4cv8a8dqg056pqjye'],
  ['なぜみんな日本語を話してくれないのか', 'n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa'],
  ['3年b組金八先生', '3b-ww4c5e180e575a65lsy2b'],
  ['ひとつ屋根の下2', '2-u9tlzr9756bt3uc0v'],
  ['-> $1.00 <-', '-> $1.00 <--'],
];

test.each(samples)('%s is written %s', (label, encoded) => {
  expect(encodePunycode(label)).toBe(encoded);
  expect(decodePunycode(encoded)).toBe(label);
});

test('what is written reads as what it was, whatever the label', () => {
  const sign = fc.oneof(
    fc.constantFrom('a', '-', '9', 'é', '語', '\u{1F600}'),
    fc.integer({ min: 0x20, max: 0xd7ff }).map((point) => String.fromCodePoint(point)),
  );
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 20 }), (signs) => {
      expect(decodePunycode(encodePunycode(signs.join('')))).toBe(signs.join(''));
    }),
  );
});

test('Node writes small letters of many scripts the same way', () => {
  for (const label of ['bücher', 'пример', '実例', 'δοκιμή', 'ทดสอบ']) expect(`xn--${encodePunycode(label)}`).toBe(domainToASCII(label));
});

test.each(['x', '!', 'a-é', '99999999', 'ihqwcrb4cv8a8dqg056pqjy!'])('%s is no Punycode', (encoded) => {
  expect(decodePunycode(encoded)).toBeUndefined();
});
