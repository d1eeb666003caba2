import { parseAt, type Parser, type ParserContext } from './parser.ts';

/** For a zod `transform`, or `superRefine` where nothing is filled in: a list whose first items have schemas of their own. zod's tuples must be complete. */
export function zodItems(first: readonly Parser[], others: Parser) {
  return (items: readonly unknown[], context: ParserContext): unknown[] =>
    items.map((item, at) => parseAt(first[at] ?? others, item, [at], context));
}
