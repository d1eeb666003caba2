import { ENDLESS, isSettled, MOST_PASSES } from '../../validation/settle-defaults.ts';
import { parseAt, type Parser, type ParserContext } from './parser.ts';

/** For a zod `transform`: what a schema makes of a value, and of that again, until nothing more is filled in; as `settleDefaults` does for validators. */
export function zodSettled(schema: Parser) {
  return (value: unknown, context: ParserContext): unknown => {
    let failed = false;
    const noting: ParserContext = {
      addIssue: (issue) => {
        failed = true;
        context.addIssue(issue);
      },
    };
    let given = value;
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const filled = parseAt(schema, given, [], noting);
      if (failed || isSettled(given, filled)) return filled;
      given = filled;
    }
    context.addIssue({ code: 'custom', message: ENDLESS, input: value });
    return value;
  };
}
