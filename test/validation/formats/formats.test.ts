import { describe, expect, test } from 'vitest';
import * as formats from '../../../runtime/validation/formats/index.ts';

const cases: Record<keyof typeof formats, [string[], string[]]> = {
  formatDate: [
    ['2024-02-29', '1900-12-31'],
    ['2023-02-29', '2024-13-01', '2024-1-1', '2024-01-01T00:00:00Z'],
  ],
  formatTime: [
    ['10:00:00Z', '23:59:60Z', '15:59:60-08:00', '10:00:00.5+02:00'],
    ['24:00:00Z', '10:00:00', '22:59:60Z', '10:00Z'],
  ],
  formatDateTime: [
    ['2026-01-31T10:00:00Z', '2026-01-31t10:00:00.25z'],
    ['2026-01-31 10:00:00Z', '2026-02-30T10:00:00Z', '2026-01-31T10:00:00'],
  ],
  formatDuration: [
    ['P1Y2M3DT4H5M6S', 'PT36H', 'P4W', 'P1D'],
    ['P', 'PT', 'P1Y1W', '1D', 'P1D2H'],
  ],
  formatEmail: [
    ['a.b@example.org', '"a b"@example.org', 'a@[127.0.0.1]'],
    ['a', 'a@', '.a@example.org', 'a..b@example.org', 'a@-x.org'],
  ],
  formatIdnEmail: [['実例@実例.テスト'], ['a b@c', '@c']],
  formatHostname: [
    ['example.org', 'xn--4gbwdl', 'a'],
    ['-a', 'a-', 'a_b', 'a..b', 'a'.repeat(64), 'a.', ''],
  ],
  formatIdnHostname: [
    [
      '実例.テスト',
      'example.org',
      'xn--4gbwdl.xn--wgbh1c',
      'l·l',
      'α͵β',
      'א׳ב',
      '・ァ',
      'ب٠ب',
      'क्\u200Dष',
      'ßς་〇',
      '㎢'.normalize('NFKC'),
    ],
    ['-a', 'a b', '실〮례', 'xn--X', 'XN--aa---o47jg78q', 'a·l', 'α͵S', 'A׳ב', 'def・abc', 'ب٠۰', 'क\u200Dष', '\u0300a', 'Ä', 'é'.repeat(63)],
  ],
  formatIpv4: [
    ['127.0.0.1', '255.255.255.255'],
    ['127.0.0', '256.0.0.1', '01.0.0.1', '1.2.3.4.5', '1.2.3.4.'],
  ],
  formatIpv6: [
    ['::', '::1', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1::8'],
    ['1:2', ':::', '1::2::3', '12345::', '1:2:3:4:5:6:7:8:9', '::1.2.3', 'fe80::1%eth0'],
  ],
  formatUuid: [['2eb8aa08-aa98-11ea-b4aa-73b441d16380'], ['2eb8aa08-aa98-11ea-b4aa-73b441d1638', 'urn:uuid:x']],
  formatUri: [
    ['https://example.org:80/a?b#c', 'urn:a:b', 'mailto:a@b.c', 'http://[::1]/'],
    ['//example.org', 'a b', 'http://a b', 'http://[1::', 'http://a/%zz', 'https://ex[a]mple.org/'],
  ],
  formatUriReference: [
    ['a/b', '#c', '//x/y', ''],
    ['\\a', '#a\\b', 'é'],
  ],
  formatIri: [['http://ƒøø.ßår/?∂éœ'], ['/abc', 'http://a b']],
  formatIriReference: [['âππ', '#ƒ'], ['\\\\WINDOWS']],
  formatUriTemplate: [
    ['http://a/{b}/{?c*,d:3}', 'plain'],
    ['http://a/{b', '{}'],
  ],
  formatJsonPointer: [
    ['', '/a~0b/c~1d/'],
    ['a', '/a~', '/~2'],
  ],
  formatRelativeJsonPointer: [
    ['0', '1/a', '2#'],
    ['-1', '01', 'a', '/a'],
  ],
  formatRegex: [
    ['^[a-z]+$', '\\p{L}'],
    ['(', '\\-'],
  ],
  formatByte: [
    ['', 'aGVsbG8=', 'YQ=='],
    ['a', 'aGVsbG8', '$$$$'],
  ],
};

const functions: Readonly<Record<string, (text: string) => boolean>> = { ...formats };

describe.each(Object.entries(cases))('%s', (name, [good, bad]) => {
  test.each(good)('accepts %j', (text) => expect(functions[name]!(text)).toBe(true));
  test.each(bad)('refuses %j', (text) => expect(functions[name]!(text)).toBe(false));
});

test('no format takes long for a long text', () => {
  const texts = ['a', '1', '.', ':', '/', '-', '{a', '%41', 'a.', '1:'].flatMap((part) => [part.repeat(50_000), `${part.repeat(50_000)}!`]);
  const start = performance.now();
  for (const isOf of Object.values(functions)) for (const text of texts) isOf(text);
  expect(performance.now() - start).toBeLessThan(20_000);
});
