/** Text for an element. Characters that XML does not allow become U+FFFD. */
export function escapeXml(text: string): string {
  return wellFormed(text)
    .replaceAll(FORBIDDEN, '\uFFFD')
    .replaceAll(/[&<>\r\n\t]/g, (character) => ESCAPED[character]!);
}

/** True where reading gives the same text: readers leave out white space around it. */
export function isXmlText(text: string): boolean {
  return text === text.trim() && text === wellFormed(text).replaceAll(FORBIDDEN, '');
}

/** Without halves of pairs of UTF-16, which no file can hold. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
