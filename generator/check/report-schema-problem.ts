import { dirname, posix } from 'node:path';
import { suggest } from '../../runtime/validation/suggest.ts';
import type { Waypoint } from '../diagnostics/types.ts';
import type { SchemaProblem } from '../model/schema/schema-problem.ts';
import { BASE_SCHEMA, baseSchemaNames } from '../read/base-schemas.ts';
import type { LocatedDocument } from '../read/located-document.ts';
import type { CheckContext } from './check-context.ts';
import type { SchemaSlot } from './checked-contract.ts';
import { listFiles } from './list-files.ts';

/** Shows a problem of a schema where it stands in its file. What a schema cannot know of files is added here: broken ones, and names that are near. */
export function reportSchemaProblem(problem: SchemaProblem, slot: SchemaSlot, context: CheckContext): void {
  const { code, data, uri, pointer, on, suggestion } = problem;
  // A schema that ships with the toolkit is no file of the plugin: then the slot that leads there is shown.
  const own = context.files.document(uri);
  const document = own ?? context.files.document(slot.uri);
  if (!document) return;
  const place = own ? { ...document.place(pointer, on), via: waypoints(problem, context) } : document.place(slot.pointer);
  if (code === 'SCHEMA_REF_EXTERNAL' && String(data['ref']).startsWith(BASE_SCHEMA)) {
    const here = document.locate(pointer) ? place : document.place(slot.pointer); // `params: actionsmith:…` has no $ref to show
    return context.diagnostics.reportUntyped('SCHEMA_REF_NOT_FOUND', data, here, nearestBase(String(data['ref'])));
  }
  if (code !== 'SCHEMA_REF_NOT_FOUND' || !own) return context.diagnostics.reportUntyped(code, data, place, suggestion);
  const ref = String(data['ref']);
  const failure = openReferred(ref, own, context);
  if (failure === 'broken') return; // what is wrong stands in the file itself
  if (failure === 'outside') return context.diagnostics.report('SCHEMA_REF_EXTERNAL', { ref }, place);
  context.diagnostics.reportUntyped(code, data, place, suggestion ?? (failure === 'missing' ? nearestFile(ref, own, context) : undefined));
}

function waypoints({ via = [] }: SchemaProblem, context: CheckContext): Waypoint[] {
  return via.flatMap(({ uri, pointer }) => {
    const { file, span } = context.files.document(uri)?.place(pointer) ?? {};
    return file && span ? [{ file, line: span.line, column: span.column }] : [];
  });
}

function openReferred(ref: string, from: LocatedDocument, context: CheckContext): string | undefined {
  if (ref.startsWith('#') || !URL.canParse(ref, from.uri)) return undefined;
  const opened = context.files.open(new URL(ref, from.uri).href);
  return typeof opened === 'string' ? opened : undefined;
}

function nearestFile(ref: string, from: LocatedDocument, context: CheckContext): string | undefined {
  const folder = dirname(from.file);
  const files = listFiles(context.files.root, /\.(json|ya?ml)$/).map((file) => posix.relative(folder, file));
  const near = suggest(ref.replace(/#.*$/s, ''), files);
  return near && `did you mean ${JSON.stringify(near + (/#.*$/s.exec(ref)?.[0] ?? ''))}?`;
}

function nearestBase(ref: string): string {
  const names = baseSchemaNames();
  const near = suggest(ref.slice(BASE_SCHEMA.length), names);
  return near ? `did you mean "${BASE_SCHEMA}${near}"?` : `there are ${names.join(', ')}`;
}
