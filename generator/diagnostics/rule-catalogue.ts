import { quote } from './quote.ts';

/** What can be wrong with the rules and hooks that go beyond JSON Schema. */
export const ruleCatalogue = {
  RULE_MALFORMED: {
    severity: 'error',
    title: 'An entry of x-rules that is not one',
    message: (d: { problem: string }): string => d.problem,
    fix: 'An entry is { rule: "self.a <= self.b", message: "must …", at: /a }; message, hint and at may be left out.',
  },
  RULE_REFUSED: {
    severity: 'error',
    title: 'A rule that has no sure answer for every valid value',
    message: (d: { problem: string }): string => `the rule cannot be taken: ${d.problem}`,
    fix: 'Rules are in CEL, over `self`: comparisons, && || ! ?:, in, has(), size(), all(), exists(), startsWith() and their like. For more, write an x-validate hook.',
  },
  RULE_MISPLACED: {
    severity: 'error',
    title: 'A rule where it would have no effect, or none that is sure',
    message: (d: { keyword: string; problem: string }): string => `${quote(d.keyword)} ${d.problem}`,
    fix: 'Put it beside `type` where the schema always holds: at the root, or in properties, items, additionalProperties or a definition.',
  },
  HOOK_MALFORMED: {
    severity: 'error',
    title: 'An x-validate that names no function',
    message: (d: { value: unknown; problem: string }): string => `x-validate ${quote(d.value)} ${d.problem}`,
    fix: 'Write a file below the plugin and its export, like src/validators.ts#checkAugmentations.',
  },
} as const;
