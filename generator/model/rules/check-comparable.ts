import type { SourceRange } from '@marcbachmann/cel-js';
import { suggest } from '../../../runtime/validation/suggest.ts';
import { RuleFault } from './rule-fault.ts';
import { nameKind, type Shape, type ShapeKind } from './shape.ts';

/** Refuses a comparison that always comes out the same: of two kinds, or with a value that the schema does not allow there. */
export function checkComparable(left: Shape, right: Shape, subject: string, range: SourceRange): void {
  if (!overlap(left.kinds, right.kinds) && mixesNumbers(left.kinds, right.kinds))
    throw new RuleFault(
      `${subject} is ${left.kinds.has('int') ? 'an integer' : 'a number'}, and the other side is not: CEL does not call them equal`,
      range,
      'write 1.0 for 1, or double(…)',
    );
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

function overlap(left: ReadonlySet<ShapeKind>, right: ReadonlySet<ShapeKind>): boolean {
  return left.size === 0 || right.size === 0 || left.has('unknown') || right.has('unknown') || [...left].some((kind) => right.has(kind));
}

/** CEL orders integers and numbers, but has no == between them. */
function mixesNumbers(left: ReadonlySet<ShapeKind>, right: ReadonlySet<ShapeKind>): boolean {
  return (left.has('int') && right.has('double')) || (left.has('double') && right.has('int'));
}
