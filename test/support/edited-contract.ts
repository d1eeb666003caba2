import { stringify } from 'yaml';

/** A contract that is edited again and again. */
export interface EditedContract {
  readonly actions: Record<string, EditedAction>;
}

interface EditedAction {
  steps: string[];
  strict: boolean;
  text: string;
  properties: number;
}

/** What is done to it, by numbers: whatever they are, they mean something. */
export interface ContractEdit {
  readonly kind: (typeof EDITS)[number];
  readonly at: number;
  readonly to: number;
}

export const EDITS = [
  'add action',
  'rename action',
  'delete action',
  'add step',
  'rename step',
  'delete step',
  'touch schema',
  'describe',
  'flip validation',
] as const;
const ACTIONS = ['train', 'train_model', 'infer', 'export', 'clean'];
const STEPS = ['load', 'load_data', 'fit', 'save', 'check'];

export function newContract(): EditedContract {
  return { actions: { train: newAction(['load', 'fit']), infer: newAction([]) } };
}

function newAction(steps: string[]): EditedAction {
  return { steps, strict: false, text: 'first', properties: 1 };
}

export function editContract({ actions }: EditedContract, { kind, at, to }: ContractEdit): void {
  const keys = Object.keys(actions);
  const key = keys[at % keys.length]!;
  const action = actions[key]!;
  const [other, step] = [ACTIONS[to % ACTIONS.length]!, STEPS[to % STEPS.length]!];
  switch (kind) {
    case 'add action':
      actions[other] ??= newAction(to % 2 === 0 ? [] : [step]);
      return;
    case 'rename action':
      if (actions[other] !== undefined) return;
      delete actions[key];
      actions[other] = action;
      return;
    case 'delete action':
      if (keys.length > 1) delete actions[key];
      return;
    case 'add step':
      if (!action.steps.includes(step)) action.steps.splice(at % (action.steps.length + 1), 0, step);
      return;
    case 'rename step':
      if (action.steps.length > 0 && !action.steps.includes(step)) action.steps[at % action.steps.length] = step;
      return;
    case 'delete step':
      action.steps.splice(at % Math.max(action.steps.length, 1), 1);
      return;
    case 'touch schema':
      action.properties = 1 + (to % 3);
      return;
    case 'describe':
      action.text = `text ${to}`;
      return;
    case 'flip validation':
      action.strict = !action.strict;
  }
}

/** Its files: path → text. */
export function printContract({ actions }: EditedContract): Record<string, string> {
  const files: Record<string, string> = {};
  const entries = Object.entries(actions).map(([key, { steps, strict, text, properties }]) => {
    const names = Array.from({ length: properties }, (_, index) => [`p${index}`, { type: 'integer', default: index }]);
    files[`schemas/${key}.json`] = JSON.stringify({ type: 'object', properties: Object.fromEntries(names) });
    return [
      key,
      {
        description: text,
        params: `schemas/${key}.json`,
        ...(steps.length > 0 && { steps: steps.map((name) => ({ name })) }),
        ...(strict && { result: { type: 'object' }, result_validation: 'strict' }),
      },
    ];
  });
  return { ...files, 'config.yaml': stringify({ name: 'Edited', code: 'edited', actions: Object.fromEntries(entries) }) };
}
