import type { Place } from '../diagnostics/types.ts';
import { readRefinements } from '../model/rules/read-refinements.ts';
import type { RefinementProblem } from '../model/rules/refinement-problem.ts';
import type { SchemaBundle } from '../model/schema/index.ts';
import type { CheckContext } from './check-context.ts';
import type { SchemaSlot } from './checked-contract.ts';

/** The rules and hooks of a schema that is sound itself. */
export function checkRules(bundle: SchemaBundle, slot: SchemaSlot, isParams: boolean, context: CheckContext): void {
  for (const problem of readRefinements(bundle, slot, isParams).problems) report(problem, slot, context);
}

function report({ code, data, uri, pointer, on, part, suggestion }: RefinementProblem, slot: SchemaSlot, context: CheckContext): void {
  const document = context.files.document(uri);
  const place = document ? narrow(document.place(pointer, on), part) : context.files.document(slot.uri)?.place(slot.pointer);
  if (place !== undefined) context.diagnostics.reportUntyped(code, data, place, suggestion);
}

/** From a whole text to the part of it that is meant, where the source has that part in the same letters, once. */
function narrow(place: Place, part: string | undefined): Place {
  const { span, excerpt } = place;
  if (part === undefined || part === '' || span === undefined || excerpt === undefined) return place;
  const text = excerpt.slice(span.column - 1, span.column - 1 + span.length);
  const at = text.indexOf(part);
  return at === -1 || text.includes(part, at + 1)
    ? place
    : { ...place, span: { line: span.line, column: span.column + at, length: part.length } };
}
