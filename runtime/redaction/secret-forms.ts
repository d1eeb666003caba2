/** A text that short is found everywhere, and hides nothing. */
export const SHORTEST_SECRET = 4;

/** Runs that follow each other have the same environment, and the same secrets in it. */
const FORMS = new Map<string, readonly string[]>();
const MOST_KNOWN = 100;

/**
 * Every text by which a secret is recognised: as it is, composed and decomposed, escaped for JSON, percent-encoded; and each of these as base64
 * (at every alignment, so that it is found inside of something longer), base64url, hex and lists of bytes.
 */
export function formsOf(secret: string): readonly string[] {
  const known = FORMS.get(secret);
  if (known !== undefined) return known;
  if (FORMS.size >= MOST_KNOWN) FORMS.clear();
  const forms = makeForms(secret);
  FORMS.set(secret, forms);
  return forms;
}

function makeForms(secret: string): string[] {
  const texts = new Set([secret, secret.normalize('NFC'), secret.normalize('NFD'), inJson(secret), ...percentEncoded(secret)]);
  const encoded = [...texts].flatMap((text) => encodedForms(Buffer.from(text, 'utf8')));
  return [...texts, ...inAddresses(secret), ...encoded].filter((form) => form.length >= SHORTEST_SECRET);
}

function encodedForms(bytes: Buffer): string[] {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const hex = ['', ' ', ':', '-', ', 0x', ',0x'].map((separator) => pairs.join(separator));
  return [
    ...[0, 1, 2].flatMap((alignment) => base64Core(bytes, alignment)),
    ...hex,
    ...hex.slice(0, 4).map((form) => form.toUpperCase()),
    ...[',', ', ', ' '].map((separator) => Array.from(bytes, String).join(separator)),
    bytes.toString('latin1'), // how bytes look to who takes them for characters
  ];
}

/** Those characters of the base64 text that depend on nothing but the secret, when `alignment` bytes stand before it. */
function base64Core(bytes: Buffer, alignment: number): string[] {
  const text = Buffer.concat([Buffer.alloc(alignment), bytes]).toString('base64');
  const core = text.slice(Math.ceil((alignment * 8) / 6), Math.floor(((alignment + bytes.length) * 8) / 6));
  return [core, core.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(core)];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As they stand, since a % before one makes another escape of its beginning: in small letters, encoded twice, and as a form sends it. */
function inAddresses(text: string): string[] {
  const [encoded = ''] = percentEncoded(text);
  const inSmallLetters = encoded.replace(/%../g, (escape) => escape.toLowerCase());
  return [inSmallLetters, encodeURIComponent(encoded), new URLSearchParams({ q: text }).toString().slice(2)];
}

function percentEncoded(text: string): string[] {
  const encoded = encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')); // half of a surrogate pair cannot be encoded
  return [encoded, text.replaceAll(' ', '+')]; // as a form sends it, once its escapes are read
}
