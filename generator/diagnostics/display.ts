import { UNSAFE } from './quote.ts';

/** The text with everything that could steer a terminal or reorder a line replaced by signs that can be seen; tabs become one blank. */
export function makeVisible(text: string): string {
  return (
    text
      .replaceAll('\t', ' ')
      // eslint-disable-next-line no-control-regex -- they have pictures at U+2400
      .replace(/[\u0000-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
      .replace(UNSAFE, '�')
  );
}

/** Columns that a text takes in a terminal: marks that combine take none, East Asian letters and emoji two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += NONE.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return width;
}

const NONE = /^[\p{Mn}\p{Me}\ufe0f]$/u;
const WIDE =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]$/u;
