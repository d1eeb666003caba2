import { suggest } from '../../../runtime/validation/suggest.ts';
import { isRecord } from '../../model/schema/json-schema.ts';
import { parsePointer, toPointer } from '../../read/pointer.ts';

/** Why a whole document is no schema: it describes an API, and its schemas are parts of it. Undefined for every other document. */
export function explainDocument(path: string, document: unknown): string | undefined {
  if (!isRecord(document) || !['openapi', 'swagger'].some((key) => typeof document[key] === 'string')) return undefined;
  const swagger = typeof document['swagger'] === 'string';
  const pointer = swagger ? '/definitions' : '/components/schemas';
  const [name = 'Pet'] = Object.keys(partOf(document, pointer));
  return `${path} describes an API, and is no schema itself; name one of its schemas: ${path}#${pointer}${toPointer([name])}`;
}

/** That a document has nothing at the pointer, and what is there with nearly that name. */
export function explainMissing(path: string, pointer: string, document: unknown): string {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const near = suggest(parsePointer(pointer).at(-1) ?? '', Object.keys(partOf(document, parent)));
  return `${path} has no schema at #${pointer}${near === undefined ? '' : `; did you mean #${parent}${toPointer([near])}?`}`;
}

function partOf(document: unknown, pointer: string): object {
  let part = document;
  for (const key of parsePointer(pointer)) part = isRecord(part) && Object.hasOwn(part, key) ? part[key] : undefined;
  return isRecord(part) ? part : {};
}
