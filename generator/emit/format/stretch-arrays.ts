/**
 * JSON in which no array has a length that one style prints in one line and another in several. `broken` has an array over lines, which `joined` has in
 * one, of at most `width` characters: it is made too long for that by characters that are written as other encoders write them, `\u0022`. JSON has no
 * comment that would keep a formatter away, and what it says stays the same. Numbers that fill several lines stay as they are: nothing helps there.
 */
export function stretchArrays(broken: string, joined: string, width: number): string {
  const lines = broken.split('\n');
  const others = joined.split('\n');
  const result: string[] = [];
  for (let at = 0, other = 0; at < lines.length; at++, other++) {
    const isFilled = NUMBERS.test(lines[at]!);
    const end = isFilled ? endOfNumbers(lines, at) : lines[at] === others[other] ? at : endOfArray(lines, at);
    const array = lines.slice(at, end + 1);
    result.push(...(isFilled || end === at ? array : lengthen(array, width + 1 - others[other]!.length)));
    at = end;
    if (isFilled) other = endOfNumbers(others, other);
  }
  return result.join('\n');
}

const NUMBERS = /^\s*-?\d/;

function endOfNumbers(lines: readonly string[], start: number): number {
  return lines.findIndex((_line, at) => at >= start && !NUMBERS.test(lines[at + 1] ?? ''));
}

function endOfArray(lines: readonly string[], start: number): number {
  const indent = /^\s*/.exec(lines[start]!)![0];
  return Math.max(
    start,
    lines.findIndex((line, at) => at > start && line.startsWith(`${indent}]`)),
  );
}

/** First what encoders escape for safety, then any letter. */
const ESCAPABLE = [/\\"/, /[$<>&'()=]/, /[A-Za-z]/];
const STRING = /"(?:\\.|[^"\\])*"/g;
const CHARACTER = /\\u[0-9a-fA-F]{4}|\\.|./gsu;

function lengthen(lines: readonly string[], missing: number): string[] {
  let left = missing;
  const escape = (token: string): string => {
    const escaped = `\\u${token
      .charCodeAt(token.length - 1)
      .toString(16)
      .padStart(4, '0')}`;
    left -= escaped.length - token.length;
    return escaped;
  };
  let result = [...lines];
  for (const pattern of ESCAPABLE) {
    const inString = (text: string): string =>
      `"${text.slice(1, -1).replace(CHARACTER, (token) => (left > 0 && token.length <= 2 && token.replace(pattern, '') === '' ? escape(token) : token))}"`;
    result = result
      .toReversed()
      .map((line) => line.replace(STRING, inString))
      .toReversed(); // the values before the key
  }
  return result;
}
