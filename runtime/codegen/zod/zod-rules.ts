import { checkRules } from '../../validation/rules/check-rules.ts';
import type { Refinements } from '../../validation/rules/rule.ts';
import type { ParserContext } from './parser.ts';

/** For a zod `superRefine`: the rules that the schema cannot say. They are for values that fit it, so a value with an issue is not asked. */
export function zodRules<T>(rules: Refinements<T>) {
  return (value: T, context: ParserContext & { readonly issues?: readonly unknown[] }): void => {
    if (context.issues !== undefined && context.issues.length > 0) return;
    const checked = checkRules(rules, value);
    if (checked.ok) return;
    for (const { path, message, hint } of checked.issues)
      context.addIssue({ code: 'custom', path: [...path], message: hint === undefined ? message : `${message}; ${hint}` });
  };
}
