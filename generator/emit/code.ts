import { BIDI, printLiteral } from '../print-literal.ts';

/** Text that is code: made by the functions here only. Templates take it as it is (`toHTML` is how handlebars asks). */
export class Code {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  toHTML(): string {
    return this.#text;
  }

  toJSON(): { code: string } {
    return { code: this.#text };
  }
}

/**
 * A value of a contract as an expression. It is the same value on every reader: line separators (which end a line in old JavaScript) and
 * characters that turn the reading direction are escaped, and `__proto__` stays an ordinary key.
 */
export function literal(value: unknown): Code {
  return new Code(printLiteral(value));
}

/** Lines of a contract as a documentation comment, without a line break at its end; nothing for no lines. `indent` stands before every line. */
export function docComment(lines: readonly string[], indent = ''): Code {
  const clean = cleanDocs(lines);
  if (clean.length === 0) return new Code('');
  if (clean.length === 1) return new Code(`${indent}/** ${clean[0]} */`);
  return new Code(`${indent}/**\n${clean.map((line) => `${`${indent} * ${line}`.trimEnd()}\n`).join('')}${indent} */`);
}

/** A text without characters that cannot be seen, or turn the reading direction. */
export function visibleText(text: string): string {
  return text.replace(UNSAFE_IN_COMMENT, '');
}

/** The lines of a comment: none can end it, none is empty at its start or end. */
export function cleanDocs(lines: readonly string[]): string[] {
  const clean = lines.flatMap((line) => line.split(/\r\n|[\r\n\u2028\u2029]/)).map(cleanLine);
  while (clean.at(-1) === '') clean.pop();
  while (clean[0] === '') clean.shift();
  return clean;
}

/** A name as code. Throws for what is no identifier: a name that came from a contract must be made one first. */
export function identifier(name: string): Code {
  if (!IDENTIFIER.test(name)) throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return new Code(name);
}

/** Letters and digits with a space between words: nothing of it means more than itself, wherever it stands. Throws for what is more than that. */
export function plainWords(text: string): Code {
  if (!/^[\p{L}\p{M}\p{N}]+(?: [\p{L}\p{M}\p{N}]+)*$/u.test(text)) throw new Error(`not plain words: ${JSON.stringify(text)}`);
  return new Code(text);
}

/** The key of a property: bare where it can be, else as a literal. */
export function propertyKey(name: string): Code {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? new Code(name) : literal(name);
}

/** Letters of any script, and nothing that cannot be seen. */
const IDENTIFIER = /^(?:(?!\p{Default_Ignorable_Code_Point})[\p{ID_Start}_$])(?:(?!\p{Default_Ignorable_Code_Point})[\p{ID_Continue}$])*$/u;
// oxlint-disable-next-line no-control-regex -- these are what must not get into a comment
const UNSAFE_IN_COMMENT = new RegExp(`[${BIDI}\uFEFF\u0000-\u0008\u000B-\u001F\u007F-\u009F]`, 'g');

function cleanLine(line: string): string {
  return visibleText(line).replaceAll('\t', '  ').replaceAll('*/', '*\\/').trimEnd();
}
