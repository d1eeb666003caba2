import type { SourceRange } from '@marcbachmann/cel-js';
import { suggest } from '../../../runtime/validation/suggest.ts';
import { RuleFault } from './rule-fault.ts';
import { nameKind, type Shape, type ShapeKind } from './shape.ts';

/** Refuses a comparison that always comes out the same: of two kinds, or with a value that the schema does not allow there. */
export function checkComparable(left: Shape, right: Shape, subject: string, range: SourceRange): void {
  if (!overlap(left.kinds, right.kinds))
    throw new RuleFault(
      `${subject} is ${[...left.kinds].map(nameKind).join(' or ')}, and is never ${[...right.kinds].map(nameKind).join(' or ')}`,
      range,
    );
  const { values: allowed } = left;
  const { values: meant } = right;
  if (allowed === undefined || meant === undefined || meant.some((value) => allowed.includes(value))) return;
  const near = suggest(String(meant[0]), allowed.map(String));
  throw new RuleFault(
    `${subject} is never ${meant.map((value) => JSON.stringify(value)).join(' or ')}`,
    range,
    near === undefined ? `it can be ${allowed.map((value) => JSON.stringify(value)).join(', ')}` : `did you mean ${JSON.stringify(near)}?`,
  );
}

/** Integers and numbers compare by value, as CEL says. */
function overlap(left: ReadonlySet<ShapeKind>, right: ReadonlySet<ShapeKind>): boolean {
  if (left.size === 0 || right.size === 0 || left.has('unknown') || right.has('unknown')) return true;
  const others = new Set([...right].map(plain));
  return [...left].some((kind) => others.has(plain(kind)));
}

function plain(kind: ShapeKind): ShapeKind {
  return kind === 'int' ? 'double' : kind;
}
