/** `narrows`: fewer values fit than before. `widens`: more do. `other`: what was said is no longer comparable, or means something else. */
export type Effect = 'narrows' | 'widens' | 'other';

export interface ChangeText {
  readonly effect: Effect;
  /** What happened in general, as a sentence about `{of}`: a param, a field of the result. */
  readonly title: string;
}

export type ChangeKind =
  | 'type-narrowed'
  | 'type-widened'
  | 'value-removed'
  | 'value-added'
  | 'bound-tightened'
  | 'bound-relaxed'
  | 'pattern-added'
  | 'pattern-removed'
  | 'format-added'
  | 'format-removed'
  | 'field-required'
  | 'field-optional'
  | 'field-removed'
  | 'field-added'
  | 'field-undeclared'
  | 'field-declared'
  | 'fields-closed'
  | 'fields-opened'
  | 'alternative-removed'
  | 'alternative-added'
  | 'constraint-added'
  | 'constraint-removed'
  | 'default-added'
  | 'default-removed'
  | 'default-changed'
  | 'cannot-compare';

/** Everything that can change between two schemas. With the part of the contract in front (`params-value-removed`), each is a rule. */
export const changeKinds: Readonly<Record<ChangeKind, ChangeText>> = {
  'type-narrowed': { effect: 'narrows', title: 'A type of {of} is no longer allowed' },
  'type-widened': { effect: 'widens', title: 'Another type of {of} is allowed' },
  'value-removed': { effect: 'narrows', title: 'A listed value of {of} is no longer allowed' },
  'value-added': { effect: 'widens', title: 'Another value of {of} is allowed' },
  'bound-tightened': { effect: 'narrows', title: 'A bound of {of} is stricter' },
  'bound-relaxed': { effect: 'widens', title: 'A bound of {of} is wider' },
  'pattern-added': { effect: 'narrows', title: 'The pattern of {of} takes fewer texts' },
  'pattern-removed': { effect: 'widens', title: 'The pattern of {of} takes more texts' },
  'format-added': { effect: 'narrows', title: 'The text of {of} must have a format' },
  'format-removed': { effect: 'widens', title: 'The text of {of} need no longer have a format' },
  'field-required': { effect: 'narrows', title: '{Of} must be there' },
  'field-optional': { effect: 'widens', title: '{Of} may be missing' },
  'field-removed': { effect: 'narrows', title: '{Of} is refused where it was allowed' },
  'field-added': { effect: 'widens', title: '{Of} is allowed where it was refused' },
  'field-undeclared': { effect: 'other', title: '{Of} is no longer declared, and taken as an unknown one' },
  'field-declared': { effect: 'other', title: '{Of} is declared where anything could stand under its name' },
  'fields-closed': { effect: 'narrows', title: 'Unknown fields in {of} are refused' },
  'fields-opened': { effect: 'widens', title: 'Unknown fields in {of} are allowed' },
  'alternative-removed': { effect: 'narrows', title: 'One of the alternatives of {of} is gone' },
  'alternative-added': { effect: 'widens', title: 'Another alternative of {of} is allowed' },
  'constraint-added': { effect: 'narrows', title: 'A condition or rule of {of} was added' },
  'constraint-removed': { effect: 'widens', title: 'A condition or rule of {of} was removed' },
  'default-added': { effect: 'other', title: '{Of} has a default where it had none' },
  'default-removed': { effect: 'other', title: '{Of} has no default any more' },
  'default-changed': { effect: 'other', title: 'The default of {of} is another one' },
  'cannot-compare': { effect: 'other', title: 'A change of {of} that cannot be compared' },
};
