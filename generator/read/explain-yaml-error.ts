import type { YAMLError } from 'yaml';
import type { Unclosed } from './parse-yaml.ts';

export interface ExplainedError {
  readonly problem: string;
  readonly start: number;
  readonly end: number;
  readonly suggestion?: string;
  /** True where the rest of the text cannot be told from the mistake. */
  readonly swallows: boolean;
}

/** The mistakes that people make, in the words of people, shown where they were made. */
export function explainYamlError(error: YAMLError, text: string, unclosed: Unclosed): ExplainedError {
  const [start, end] = error.pos;
  const here = { start, end, swallows: false };
  if (/Missing closing .quote/.test(error.message) && unclosed.quote !== undefined) {
    return {
      problem: 'this quote is never closed',
      start: unclosed.quote,
      end: unclosed.quote + 1,
      suggestion: 'close it where the text ends',
      swallows: true,
    };
  }
  if (unclosed.bracket !== undefined) {
    const bracket = text[unclosed.bracket] ?? '[';
    const close = bracket === '[' ? ']' : '}';
    return {
      problem: `this ${bracket} is never closed`,
      start: unclosed.bracket,
      end: unclosed.bracket + 1,
      suggestion: `add a ${close}`,
      swallows: true,
    };
  }
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        ...here,
        ...restOfLine(text, start),
        problem: 'text with a colon and a space in it must be in quotes',
        suggestion: 'put quotes around this',
      };
    case 'TAB_AS_INDENT':
      return { ...here, problem: 'a tab cannot indent', suggestion: 'use spaces' };
    case 'BAD_INDENT':
      return { ...here, ...restOfLine(text, start), problem: 'this line is indented differently from the lines that it belongs to' };
    case 'BAD_SCALAR_START':
      return {
        ...here,
        ...restOfLine(text, start),
        problem: `text cannot start with ${text[start] ?? 'this'}`,
        suggestion: 'put quotes around this',
      };
    case 'MULTILINE_IMPLICIT_KEY':
      return { ...here, problem: 'a key must stand in one line with its colon' };
    case 'MISSING_CHAR':
      if (error.message.startsWith('Implicit map keys'))
        return { ...here, problem: 'a key must be followed by a colon', suggestion: 'add a colon and a value' };
      return { ...here, problem: lowerFirst(error.message) };
    case 'UNEXPECTED_TOKEN':
      return { ...here, problem: 'this does not belong here: it continues neither the list nor the map above it', swallows: true };
    case 'BAD_DIRECTIVE':
      return {
        ...here,
        problem: 'a line that starts with % is a directive of YAML',
        suggestion: 'put quotes around text that starts with %',
      };
    default:
      return { ...here, problem: lowerFirst(error.message) };
  }
}

function restOfLine(text: string, start: number): { start: number; end: number } {
  const rest = /^([ \t]*)([^\r\n]*)/.exec(text.slice(start));
  const from = start + (rest?.[1]?.length ?? 0);
  return { start: from, end: from + Math.max(1, rest?.[2]?.trimEnd().length ?? 0) };
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
