import { quote } from '../diagnostics/quote.ts';

export interface ExplainedJsonError {
  readonly problem: string;
  readonly suggestion?: string;
  readonly start: number;
  readonly end: number;
}

/** Why the text stops being JSON at an offset, where `expected` should stand: value, key, end, or a character. */
export function explainJsonError(text: string, at: number, expected: string, open: number | undefined): ExplainedJsonError {
  const rest = text.slice(at, at + 200);
  const here = { start: at, end: at + (rest.match(/^([\w$.+-]+|.)/s)?.[0].length ?? 1) };
  if (rest === '') return atEnd(text, at, open);
  if (rest.startsWith('//') || rest.startsWith('/*'))
    return { ...here, end: at + 2, problem: 'JSON has no comments', suggestion: 'remove it, or use $comment' };
  if (/^[}\]]/.test(rest) && (expected === 'key' || expected === 'value')) return trailingComma(text, at, here);
  if (rest.startsWith(',') && (expected === 'key' || expected === 'value'))
    return { ...here, problem: `a ${expected} should stand before this comma`, suggestion: 'is it one comma too many?' };
  if (rest.startsWith("'")) return { ...here, problem: 'JSON text stands in double quotes', suggestion: 'use "' };
  if (rest.startsWith('"') && (expected === 'value' || expected === 'key')) return badText(text, at);
  if (expected === 'key')
    return { ...here, problem: 'a key must be in double quotes', suggestion: `write ${quote(text.slice(here.start, here.end))}` };
  if (expected === 'value') return { ...here, problem: `${quote(text.slice(here.start, here.end))} is no JSON value` };
  if (expected === 'end') return { ...here, problem: 'the value has ended; nothing may follow it' };
  if (expected === ':')
    return { ...here, problem: 'a key must be followed by a colon', suggestion: 'is a quote or a colon missing before this?' };
  return { ...here, problem: `a comma or ${expected} should stand here`, suggestion: 'is a comma missing before this?' };
}

function atEnd(text: string, at: number, open: number | undefined): ExplainedJsonError {
  if (open === undefined) return { problem: 'the file is empty', start: 0, end: 1, suggestion: 'write a value, {} at least' };
  return {
    problem: `this ${text[open] ?? ''} is never closed`,
    start: open,
    end: open + 1,
    suggestion: `add a ${text[open] === '{' ? '}' : ']'}`,
  };
}

function trailingComma(text: string, at: number, here: { start: number; end: number }): ExplainedJsonError {
  const comma = text.slice(0, at).trimEnd().length - 1;
  if (text[comma] !== ',') return { ...here, problem: 'a value should stand here' };
  return { start: comma, end: comma + 1, problem: `a comma before ${text[at] ?? ''} is not JSON`, suggestion: 'remove it' };
}

/** A text that starts with a quote and is still none: it has a bad escape, a raw control character, or no end. */
function badText(text: string, at: number): ExplainedJsonError {
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  const good = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
  good.lastIndex = at;
  const stop = at + (good.exec(text)?.[0].length ?? 1);
  const char = text[stop];
  if (char === undefined || char === '\n' || char === '\r') return { problem: 'this quote is never closed', start: at, end: at + 1 };
  if (char === '\\')
    return {
      problem: `${quote(text.slice(stop, stop + 2))} is no escape of JSON`,
      start: stop,
      end: stop + 2,
      suggestion: 'write \\\\ for a backslash',
    };
  return { problem: 'a control character must be written as an escape', start: stop, end: stop + 1, suggestion: 'write \\t or \\n' };
}
