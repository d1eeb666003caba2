import { suggest } from '../../../runtime/validation/suggest.ts';
import { pointerParts } from '../schema/json-schema.ts';
import type { Shape, Shapes } from './shape.ts';

const KEYS = ['rule', 'message', 'hint', 'at'];

/** One `x-rules` entry as it is written. */
export interface RuleText {
  readonly text: string;
  readonly message: string;
  readonly hint: string | undefined;
  readonly at: readonly (string | number)[];
}

export interface EntryProblem {
  readonly problem: string;
  /** The key of the entry that is meant; none is the entry. */
  readonly key?: string;
  readonly on?: 'key';
  readonly suggestion?: string | undefined;
}

export interface ReadEntry {
  /** Missing where the entry has no rule to compile. */
  readonly rule: RuleText | undefined;
  readonly problems: readonly EntryProblem[];
}

/** One entry of `x-rules`: `{ rule, message, hint, at }`, all but the rule optional. */
export function readRuleEntry(entry: Readonly<Record<string, unknown>>, self: Shape, shapes: Shapes): ReadEntry {
  const problems: EntryProblem[] = [];
  for (const [key, value] of Object.entries(entry)) {
    if (key.startsWith('x-')) continue;
    const near = suggest(key, KEYS);
    if (!KEYS.includes(key)) {
      const suggestion = near === undefined ? `a rule has ${KEYS.join(', ')}` : `did you mean ${JSON.stringify(near)}?`;
      problems.push({ problem: `a rule has no ${JSON.stringify(key)}`, key, on: 'key', suggestion });
    } else if (typeof value !== 'string' || value.trim() === '') problems.push({ problem: `${key} of a rule must be text`, key });
  }
  if (!Object.hasOwn(entry, 'rule'))
    problems.push({ problem: 'an entry of x-rules must have a rule', suggestion: 'write rule: with an expression in CEL' });
  const at = textOf(entry, 'at');
  const path = at === undefined ? [] : readPath(at, self, shapes);
  if (!Array.isArray(path)) problems.push({ key: 'at', ...path });
  const text = textOf(entry, 'rule');
  const message = textOf(entry, 'message') ?? `must keep the rule ${text}`;
  return {
    rule: text === undefined ? undefined : { text, message, hint: textOf(entry, 'hint'), at: Array.isArray(path) ? path : [] },
    problems,
  };
}

function textOf(entry: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = Object.hasOwn(entry, key) ? entry[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A JSON pointer to a field that the schema declares. */
function readPath(pointer: string, self: Shape, shapes: Shapes): (string | number)[] | Omit<EntryProblem, 'key'> {
  if (!pointer.startsWith('/'))
    return { problem: `at is a JSON pointer, and starts with /`, suggestion: `write ${JSON.stringify(`/${pointer}`)}` };
  const path: (string | number)[] = [];
  let shape: Shape | undefined = self;
  for (const part of pointerParts(pointer)) {
    const isItem: boolean = shape?.kinds.has('list') === true && /^\d+$/.test(part);
    path.push(isItem ? Number(part) : part);
    if (shape === undefined || shape.kinds.has('unknown')) continue;
    const inner: Shape | undefined = isItem ? shapes.items(shape) : shapes.field(shape, part)?.shape;
    if (inner === undefined && !isItem && !shape.objects.flat().some((object) => object.index !== null)) {
      const near = suggest(part, shapes.fieldNames(shape));
      return {
        problem: `at names ${JSON.stringify(part)}, which the schema does not declare`,
        suggestion: near && `did you mean ${JSON.stringify(near)}?`,
      };
    }
    shape = inner;
  }
  return path;
}
