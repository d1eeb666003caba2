import { show } from '../../runtime/validation/describe-value.ts';
import type { At, Limit, LimitName } from './branch.ts';
import type { ChangeKind } from './change-kinds.ts';

/** One change between two schemas. */
export interface SchemaChange {
  readonly kind: ChangeKind;
  /** From the root of the value: `optimizer.lr`, `runs[].name`. */
  readonly path: string;
  /** What happened here, a sentence without its subject. */
  readonly message: string;
  readonly old: At | undefined;
  readonly new: At | undefined;
}

export type Report = (change: SchemaChange) => void;

export function listValues(values: readonly unknown[]): string {
  const shown = values
    .slice(0, 5)
    .map((value) => (typeof value === 'object' && value !== null ? JSON.stringify(value).slice(0, 60) : show(value)));
  return `${shown.join(', ')}${values.length > 5 ? ` and ${values.length - 5} more` : ''}`;
}

const UNITS: Readonly<Record<string, string>> = { Length: ' characters', Items: ' items', Properties: ' fields' };

export function showLimit(name: LimitName, limit: Limit | undefined): string {
  const sign = name.startsWith('min') ? '>' : '<';
  const unit = UNITS[name.slice(3)] ?? '';
  return limit === undefined ? 'unlimited' : `${sign}${limit.exclusive ? '' : '='} ${limit.value}${unit}`;
}

export function below(path: string, name: string): string {
  const part = /^[A-Za-z_$][\w$-]*$/.test(name) ? name : JSON.stringify(name);
  return path === '' ? part : part === name ? `${path}.${part}` : `${path}[${part}]`;
}
