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
}

/**
 * A value of a contract as an expression. It is the same value on every reader: line separators (which end a line in old JavaScript) and
 * characters that turn the reading direction are escaped, and `__proto__` stays an ordinary key.
 */
export function literal(value: unknown): Code {
  return new Code(expression(value));
}

/** Lines of a contract as a documentation comment, without a line break at its end; nothing for no lines. `indent` stands before every line. */
export function docComment(lines: readonly string[], indent = ''): Code {
  const clean = cleanDocs(lines);
  if (clean.length === 0) return new Code('');
  if (clean.length === 1) return new Code(`${indent}/** ${clean[0]} */`);
  return new Code(`${indent}/**\n${clean.map((line) => `${`${indent} * ${line}`.trimEnd()}\n`).join('')}${indent} */`);
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

/** The key of a property: bare where it can be, else as a literal. */
export function propertyKey(name: string): Code {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? new Code(name) : literal(name);
}

/** Code with every character escaped that ends a line or turns the reading direction. In code of ours, they can only stand in strings. */
export function escapeMisleading(code: string): string {
  return code.replace(UNSAFE_IN_LITERAL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Letters of any script, and nothing that cannot be seen. */
const IDENTIFIER = /^(?:(?!\p{Default_Ignorable_Code_Point})[\p{ID_Start}_$])(?:(?!\p{Default_Ignorable_Code_Point})[\p{ID_Continue}$])*$/u;
const BIDI = '\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069';
const UNSAFE_IN_LITERAL = new RegExp(`[${BIDI}\u2028\u2029\uFEFF\u007F-\u009F]`, 'g');
// oxlint-disable-next-line no-control-regex -- these are what must not get into a comment
const UNSAFE_IN_COMMENT = new RegExp(`[${BIDI}\uFEFF\u0000-\u0008\u000B-\u001F\u007F-\u009F]`, 'g');

function cleanLine(line: string): string {
  return line.replace(UNSAFE_IN_COMMENT, '').replaceAll('\t', '  ').replaceAll('*/', '*\\/').trimEnd();
}

function expression(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(expression).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(
      ([key, item]) => `${key === '__proto__' ? '["__proto__"]' : expression(key)}: ${expression(item)}`,
    );
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'string') {
    return escapeMisleading(JSON.stringify(value));
  }
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
