import { type ChangeKind, changeKinds } from './change-kinds.ts';
import { contractRules } from './contract-rules.ts';
import type { DiffSeverity } from './finding.ts';

/** What is known of a kind of change before it is found. */
export interface DiffRule {
  readonly id: string;
  readonly severity: DiffSeverity;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

/** What a schema is for: what goes in, what comes out, or what one step leaves to the next. */
export type Role = 'params' | 'result' | 'output';

/** What goes in breaks where it gets narrower, what comes out where it gets wider. */
export function schemaRule(role: Role, kind: ChangeKind): DiffRule {
  const { effect, title } = changeKinds[kind];
  const severity =
    SPECIAL[`${role === 'params' ? 'in' : 'out'} ${kind}`] ??
    (effect === 'other' ? 'risky' : (effect === 'narrows') === (role === 'params') ? 'breaking' : 'compatible');
  const of = OF[role];
  return {
    id: `${role}-${kind}`,
    severity,
    title: title.replace('{of}', of).replace('{Of}', of[0]!.toUpperCase() + of.slice(1)),
    ...ADVICE[role === 'params' ? 'in' : 'out'][severity],
    ...(kind === 'cannot-compare' ? UNKNOWN : {}),
  };
}

/** Every rule, sorted by its id. */
export function listRules(): DiffRule[] {
  const kinds = Object.keys(changeKinds) as ChangeKind[];
  const ofSchemas = (['params', 'result', 'output'] as const).flatMap((role) => kinds.map((kind) => schemaRule(role, kind)));
  const others = Object.entries(contractRules).map(([id, rule]) => ({ id, ...rule }));
  return [...ofSchemas, ...others].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const OF: Readonly<Record<Role, string>> = {
  params: 'a param',
  result: 'a field of the result',
  output: 'a field of the output of a step',
};

const SPECIAL: Readonly<Record<string, DiffSeverity>> = {
  'out field-undeclared': 'breaking', // its readers have it no longer, though it might still come
  'out field-declared': 'compatible',
};

const ADVICE: Readonly<Record<'in' | 'out', Readonly<Record<DiffSeverity, { readonly why: string; readonly fix: string }>>>> = {
  in: {
    breaking: {
      why: 'What callers sent and was taken is refused now.',
      fix: 'Go on taking what was taken (a default for what is new, the old value beside the new one), or add a new action and keep this one.',
    },
    risky: {
      why: 'What callers send is taken, and may mean something else.',
      fix: 'Tell callers, and see that the action does what they expect.',
    },
    compatible: { why: 'What was taken is still taken.', fix: 'Nothing is to be done.' },
  },
  out: {
    breaking: {
      why: 'Readers may find what was never there, or miss what always was.',
      fix: 'Go on giving what was given, and put what is new into a field of its own.',
    },
    risky: { why: 'Readers may find something else than before.', fix: 'Tell readers, and see that they can read it.' },
    compatible: { why: 'What readers rely on is still there.', fix: 'Nothing is to be done.' },
  },
};

const UNKNOWN = {
  why: 'Whether the new schema takes more or less than the old one cannot be decided here.',
  fix: 'Compare the two places yourself; say it in plainer keywords where you can.',
};
