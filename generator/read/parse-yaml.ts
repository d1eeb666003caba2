import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser } from 'yaml';
import { explainYamlError } from './explain-yaml-error.ts';
import { MAX_DEPTH } from './limits.ts';
import type { LocatedNode } from './located-node.ts';
import { locateYaml } from './locate-yaml.ts';
import type { TextReporter } from './text-reporter.ts';

/**
 * YAML 1.2 (core schema) becomes located nodes. Undefined where the text is not YAML; what is wrong was reported.
 * Composing recurses as deep as the text does, and a stack that is nearly full can end the process: so depth is bounded while parsing, which does not recurse.
 */
export function parseYaml(text: string, reporter: TextReporter): LocatedNode | undefined {
  const tokens = parseTokens(text, reporter);
  if (!tokens) return undefined;
  const composer = new Composer<ParsedNode>({
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false, // !!binary, !!set and their like are of YAML 1.1, and not of JSON
    strict: true,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const [document, second] = [...composer.compose(tokens.list, true, text.length)];
  if (!document) return undefined;
  if (second) {
    reporter.report('YAML_SEVERAL_DOCUMENTS', {}, { start: second.range[0], end: second.range[0] + 3 });
    return undefined;
  }
  const broken = reportErrors(document, text, tokens.unclosed, reporter);
  if (broken) return undefined;
  return locateYaml(document.contents, text, reporter);
}

/** What is open where the text ends: an unclosed quote or bracket is best shown where it starts. */
export interface Unclosed {
  readonly quote: number | undefined;
  readonly bracket: number | undefined;
}

function parseTokens(text: string, reporter: TextReporter): { list: CST.Token[]; unclosed: Unclosed } | undefined {
  const parser = new Parser();
  const list: CST.Token[] = [];
  const brackets: number[] = [];
  let quote: number | undefined;
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') brackets.push(offset);
    else if (lexeme === ']' || lexeme === '}') brackets.pop();
    else if (lexeme.startsWith('"') || lexeme.startsWith("'")) quote = offset;
    for (const token of parser.next(lexeme)) list.push(token);
    // The parser keeps one token a level, and one for the document.
    if (parser.stack.length > MAX_DEPTH + 2) {
      reporter.report('TOO_DEEP', { limit: MAX_DEPTH }, { start: offset, end: offset + 1 });
      return undefined;
    }
    if (!isControl(lexeme)) offset += lexeme.length;
  }
  for (const token of parser.end()) list.push(token);
  return { list, unclosed: { quote, bracket: brackets.at(-1) } };
}

/** Marks that the lexer puts between the parts of the text: document start, flow end, scalar follows. */
function isControl(lexeme: string): boolean {
  return lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f';
}

/** One error a line: what follows on the same line is mostly the same mistake. True where there is no sense in reading on. */
function reportErrors(document: Document.Parsed<ParsedNode>, text: string, unclosed: Unclosed, reporter: TextReporter): boolean {
  const lines = new Set<number>();
  let broken = false;
  for (const error of [...document.errors, ...document.warnings]) {
    const [start, end] = error.pos;
    if (error.code === 'TAG_RESOLVE_FAILED') {
      const tag = text.slice(start).match(/^!\S*/)?.[0] ?? text.slice(start, end);
      reporter.report('YAML_TAG', { tag }, { start, end: start + tag.length });
      continue;
    }
    const explained = explainYamlError(error, text, unclosed);
    const line = reporter.lineOf(explained.start);
    if (!broken || (!lines.has(line) && !explained.swallows))
      reporter.report('YAML_SYNTAX', { problem: explained.problem }, explained, explained.suggestion);
    broken = true;
    if (explained.swallows) break;
    lines.add(line);
  }
  return broken;
}
