import type { DiffRule } from './diff-rules.ts';

type Rule = Omit<DiffRule, 'id'>;

/** What can change in a contract beside its schemas. */
export const contractRules: Readonly<Record<ContractRuleId, Rule>> = {
  'plugin-code-changed': {
    severity: 'breaking',
    title: 'The code of the plugin is another one',
    why: 'A plugin is found by its code; who asks for the old one finds nothing.',
    fix: 'Keep the code, or tell everybody who names it.',
  },
  'action-removed': {
    severity: 'breaking',
    title: 'An action is gone',
    why: 'Who runs it gets an error.',
    fix: 'Keep the action until nobody runs it any more.',
  },
  'action-renamed': {
    severity: 'breaking',
    title: 'An action has another name',
    why: 'Who runs it by its old name gets an error.',
    fix: 'Keep an action of the old name beside it until nobody runs it any more.',
  },
  'action-added': { severity: 'compatible', title: 'An action is new', why: 'Nobody relies on it yet.', fix: 'Nothing is to be done.' },
  'method-changed': {
    severity: 'risky',
    title: 'An action runs in another way',
    why: 'Callers that leave the method open get the new one: another place, other resources, another start-up time.',
    fix: 'See that callers who rely on the old method name it.',
  },
  'serve-method-changed': {
    severity: 'breaking',
    title: 'An action is served over HTTP and was not, or the other way round',
    why: 'A served action is called by requests and not submitted; callers of the one kind cannot use the other.',
    fix: 'Add a second action of the other kind and keep this one.',
  },
  'base-changed': {
    severity: 'risky',
    title: 'An action has another base',
    why: 'Built-in steps, progress categories and the context are those of the base.',
    fix: 'See what reads its progress, and that its class still does what callers expect.',
  },
  'input-type-changed': {
    severity: 'breaking',
    title: 'An action no longer takes the data that it took',
    why: 'A pipeline that connects it with what gives the old type is refused.',
    fix: 'Take a type that includes the old one, or add a second action.',
  },
  'input-type-widened': {
    severity: 'compatible',
    title: 'An action takes more kinds of data',
    why: 'What it took it still takes.',
    fix: 'Nothing is to be done.',
  },
  'output-type-changed': {
    severity: 'breaking',
    title: 'An action no longer gives the data that it gave',
    why: 'A pipeline that connects it with what needs the old type is refused.',
    fix: 'Give a kind of the old type, or add a second action.',
  },
  'output-type-narrowed': {
    severity: 'compatible',
    title: 'An action gives a kind of what it gave',
    why: 'Who took the old type takes this one.',
    fix: 'Nothing is to be done.',
  },
  'params-added': {
    severity: 'risky',
    title: 'The params of an action have a schema',
    why: 'What nobody checked is checked now.',
    fix: 'See that what callers send fits.',
  },
  'params-needed': {
    severity: 'breaking',
    title: 'An action that took anything needs params',
    why: 'Who runs it without params, as before, is refused.',
    fix: 'Give every param a default, or add a new action and keep this one.',
  },
  'params-removed': {
    severity: 'risky',
    title: 'The params of an action have no schema any more',
    why: 'Nothing is checked, and no default is filled in.',
    fix: 'See that the action can do without.',
  },
  'result-added': {
    severity: 'compatible',
    title: 'The result of an action has a schema',
    why: 'Readers know more than before.',
    fix: 'Nothing is to be done.',
  },
  'result-removed': {
    severity: 'breaking',
    title: 'The result of an action has no schema any more',
    why: 'Nothing is promised to its readers.',
    fix: 'Keep the schema.',
  },
  'result-validation-changed': {
    severity: 'risky',
    title: 'A result that does not fit is treated in another way',
    why: 'Strict makes a run fail that only warned before; a weaker one lets through what readers rely on.',
    fix: 'See that the results fit before it becomes strict.',
  },
  'resources-raised': {
    severity: 'risky',
    title: 'An action asks for more resources',
    why: 'A cluster that cannot give them lets it wait for ever.',
    fix: 'See that the cluster has them.',
  },
  'resources-lowered': {
    severity: 'compatible',
    title: 'An action asks for fewer resources',
    why: 'Where it ran it still runs.',
    fix: 'See that it can do with them.',
  },
  'step-removed': {
    severity: 'risky',
    title: 'A step is gone',
    why: 'A run that failed before the change cannot go on after it, and its progress is read by name.',
    fix: 'End open runs first.',
  },
  'step-added': {
    severity: 'compatible',
    title: 'A step is new',
    why: 'Params and result are what they were.',
    fix: 'Nothing is to be done.',
  },
  'step-renamed': {
    severity: 'risky',
    title: 'A step has another name',
    why: 'Outputs, progress and checkpoints are found by the name of the step.',
    fix: 'End open runs first, and see what reads its progress.',
  },
  'steps-reordered': {
    severity: 'risky',
    title: 'Steps run in another order',
    why: 'A run that failed before the change cannot go on after it.',
    fix: 'End open runs first.',
  },
  'step-output-removed': {
    severity: 'breaking',
    title: 'A step has no output any more',
    why: 'Later steps and runs that go on read it.',
    fix: 'Keep the output.',
  },
  'step-output-added': {
    severity: 'compatible',
    title: 'A step has an output',
    why: 'Nobody reads it yet.',
    fix: 'Nothing is to be done.',
  },
  'step-skippable': {
    severity: 'risky',
    title: 'A step may be skipped',
    why: 'Its output may be missing where it was always there.',
    fix: 'See that who reads it can do without.',
  },
  'step-not-skippable': {
    severity: 'compatible',
    title: 'A step is never skipped',
    why: 'Its output is always there.',
    fix: 'Nothing is to be done.',
  },
  'step-effects-changed': {
    severity: 'risky',
    title: 'A step changes another part of the world',
    why: 'What is undone when a run fails, and who must know, follow from it.',
    fix: 'See that its rollback fits.',
  },
  'step-policy-changed': {
    severity: 'risky',
    title: 'A step is tried for another time, or as often as not before',
    why: 'What took long may be cut off, or is tried again.',
    fix: 'See that its times fit.',
  },
  'route-removed': {
    severity: 'breaking',
    title: 'A route is gone',
    why: 'Requests to it get an error.',
    fix: 'Keep the route until nobody asks for it.',
  },
  'route-added': { severity: 'compatible', title: 'A route is new', why: 'Nobody relies on it yet.', fix: 'Nothing is to be done.' },
  'secret-added': {
    severity: 'risky',
    title: 'A secret is needed',
    why: 'Where it is not set, the action cannot run.',
    fix: 'Set it before the new version runs.',
  },
  'secret-removed': {
    severity: 'compatible',
    title: 'A secret is no longer needed',
    why: 'Nobody reads it.',
    fix: 'Nothing is to be done.',
  },
};

export type ContractRuleId =
  | 'plugin-code-changed'
  | `action-${'removed' | 'renamed' | 'added'}`
  | 'method-changed'
  | 'serve-method-changed'
  | 'base-changed'
  | `input-type-${'changed' | 'widened'}`
  | `output-type-${'changed' | 'narrowed'}`
  | `params-${'added' | 'needed' | 'removed'}`
  | `result-${'added' | 'removed'}`
  | 'result-validation-changed'
  | `resources-${'raised' | 'lowered'}`
  | `step-${'removed' | 'added' | 'renamed' | 'output-removed' | 'output-added' | 'skippable' | 'not-skippable' | 'effects-changed' | 'policy-changed'}`
  | 'steps-reordered'
  | `route-${'removed' | 'added'}`
  | `secret-${'added' | 'removed'}`;
