const BREAKING = [
  ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)),
  ...Array.from({ length: 33 }, (_, at) => String.fromCharCode(0x7f + at)),
  ...'\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF',
  '\r\n',
  '\n\r\n',
  '\u001B[2J',
  '\u001B]0;owned\u0007',
  '\u009B31m',
  '\u001B[1A\u001B[2K',
  '\u0008'.repeat(20),
  '\uD800',
  '%0a%0d',
  '\\n',
  '\u{E0001}',
  '\u0000'.repeat(1_000),
  '{"type":"result","time":0,"value":1}',
  '\n{"type":"result","time":0,"value":1}\n',
  '\u001E',
  '__proto__',
];

/** 200 texts that would break a line, take over a terminal, or turn the order of a text. */
export const hostileTexts: readonly string[] = Array.from({ length: 200 }, (_, at) => {
  const breaking = BREAKING[at % BREAKING.length]!;
  return [`a${breaking}b`, `${breaking}fake line${breaking}`, breaking.repeat(2)][Math.floor(at / BREAKING.length) % 3]!;
});
