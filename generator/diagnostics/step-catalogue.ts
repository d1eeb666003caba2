import { quote } from './quote.ts';

/** What can be wrong between the steps of an action. */
export const stepCatalogue = {
  STEP_BAD_NAME: {
    severity: 'error',
    title: 'The name of a step cannot name files and classes',
    message: (d: { name: unknown; rule: string }): string => `${quote(d.name)} cannot be the name of a step: ${d.rule}`,
    fix: 'Rename it, like load_dataset.',
  },
  STEP_NAME_TWICE: {
    severity: 'error',
    title: 'Two steps of an action with one name',
    message: (d: { step: string; line: number }): string =>
      `the step ${quote(d.step)} is here a second time; the first is in line ${d.line}`,
    fix: 'Rename one: outputs, progress and logs are told apart by the name of the step.',
  },
  STEP_NAMES_COLLIDE: {
    severity: 'error',
    title: 'Two steps would have the same files and class names',
    message: (d: { step: string; other: string }): string =>
      `steps ${quote(d.other)} and ${quote(d.step)} would have the same files and class names`,
    fix: 'Rename one: case, - and _ do not tell names apart.',
  },
  STEP_OUTPUT_NOT_PRODUCED: {
    severity: 'error',
    title: 'A step reads what nothing before it produces',
    message: (d: { step: string; needs: string }): string =>
      `step ${quote(d.step)} needs ${quote(d.needs)}, which no earlier step produces`,
    fix: 'Move the producing step up, or drop the name from `needs`.',
  },
  STEP_OUTPUT_NOT_DECLARED: {
    severity: 'error',
    title: 'A step reads the output of a step that declares none',
    message: (d: { step: string; needs: string }): string =>
      `step ${quote(d.step)} needs the output of ${quote(d.needs)}, which declares none`,
    fix: 'Give the earlier step an `output` schema, or drop the name from `needs`.',
  },
  STEP_OUTPUT_MAY_BE_SKIPPED: {
    severity: 'error',
    title: 'A step depends on a step that may be skipped',
    message: (d: { step: string; needs: string }): string => `step ${quote(d.step)} needs ${quote(d.needs)}, which may be skipped`,
    fix: 'Make the need optional with a question mark, or drop `skippable` from the earlier step.',
  },
  STEP_NEED_TWICE: {
    severity: 'warning',
    title: 'A step names the same need twice',
    message: (d: { step: string; needs: string }): string => `step ${quote(d.step)} names ${quote(d.needs)} twice`,
    fix: 'Remove one of the two.',
  },
  STEP_EXTERNAL_WITHOUT_ROLLBACK: {
    severity: 'error',
    title: 'A step changes the outside world and cannot undo it',
    message: (d: { step: string }): string => `step ${quote(d.step)} has external effects and no rollback`,
    fix: 'Add `rollback: true` and undo the effect there; a run that fails would leave it behind.',
  },
  STEP_MAX_DELAY_TOO_SHORT: {
    severity: 'error',
    title: 'The longest wait between attempts is shorter than the first one',
    message: (d: { maxDelay: string; delay: string }): string => `max_delay ${quote(d.maxDelay)} is shorter than delay ${quote(d.delay)}`,
    fix: 'Make max_delay at least as long as delay, or drop one of the two.',
  },
  STEP_WEIGHTS_ALL_ZERO: {
    severity: 'error',
    title: 'No step has any weight',
    message: (d: { action: string }): string => `every step of ${quote(d.action)} has weight 0, so progress could never move`,
    fix: 'Give at least one step a weight above 0, or drop the weights.',
  },
  STEP_WEIGHTS_MIXED: {
    severity: 'warning',
    title: 'Some steps have a weight and some have none',
    message: (d: { step: string }): string =>
      `step ${quote(d.step)} has no weight and counts as 1, while others of this action state theirs`,
    fix: 'Give every step a weight, or none; only their ratio matters.',
  },
  STEP_PLACE_AMBIGUOUS: {
    severity: 'error',
    title: 'A step with two places',
    message: (d: { step: string; keys: string }): string => `step ${quote(d.step)} has ${d.keys}; one place is enough`,
    fix: 'Keep one of before, after and replace.',
  },
  STEP_PLACE_UNKNOWN: {
    severity: 'error',
    title: 'A step is placed next to a built-in step that does not exist',
    message: (d: { key: string; base: string }): string =>
      `there is nothing to be ${d.key}: the base ${quote(d.base)} has no built-in steps`,
    fix: 'Remove the key: without built-in steps, the order of the list is the order of the run.',
  },
  STEP_PLACE_NO_STEP: {
    severity: 'error',
    title: 'A step is placed next to a built-in step that the base does not have',
    message: (d: { base: string; step: string }): string => `the base ${quote(d.base)} has no built-in step ${quote(d.step)}`,
    fix: 'Name one of the steps that the base brings along.',
  },
  STEP_NAME_BUILT_IN: {
    severity: 'error',
    title: 'A step has the name of a built-in step',
    message: (d: { step: string; base: string }): string => `the base ${quote(d.base)} brings a step ${quote(d.step)} along already`,
    fix: 'Rename it, or let it replace the built-in step.',
  },
  STEP_REPLACED_TWICE: {
    severity: 'error',
    title: 'Two steps stand in for one',
    message: (d: { step: string; other: string; replaced: string }): string =>
      `steps ${quote(d.other)} and ${quote(d.step)} both replace ${quote(d.replaced)}`,
    fix: 'Let one of them replace it, and place the other before or after.',
  },
  STEP_REPLACES_ROLLBACK: {
    severity: 'warning',
    title: 'A step that can be undone is replaced by one that cannot',
    message: (d: { step: string; replaced: string }): string =>
      `step ${quote(d.step)} has no rollback, and stands in for ${quote(d.replaced)}, which has one`,
    fix: 'Add `rollback: true` and undo there what the step did.',
  },
} as const;
