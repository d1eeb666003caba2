import type { JsonSchema } from '../model/schema/index.ts';
import { BASE_SCHEMA } from '../read/base-schemas.ts';
import { parseZodReference } from '../read/zod/zod-modules.ts';
import type { CheckContext, Spot } from './check-context.ts';
import type { SchemaSlot } from './checked-contract.ts';
import { openFile } from './open-file.ts';
import { openZod } from './open-zod.ts';

/** A schema of the contract: a path, an export of a module (`src/params.ts#TrainParams`), the name of a base schema, or the schema itself. Undefined where there is none, or after reporting what is wrong with its path. */
export function checkSlot(spot: Spot, context: CheckContext): SchemaSlot | undefined {
  const raw = spot.value;
  if (raw === undefined || !context.isSound(spot)) return undefined;
  if (typeof raw !== 'string') return { uri: spot.document.uri, pointer: spot.pointer, schema: raw as JsonSchema };
  if (raw.startsWith(BASE_SCHEMA)) return { uri: spot.document.uri, pointer: spot.pointer, schema: { $ref: raw } };
  const zod = parseZodReference(raw);
  const document = zod ? openZod(zod, spot, context) : openFile(raw, spot, context);
  // What is no schema at all is told by the check of schemas, in the file itself.
  return document && { uri: document.uri, pointer: '', schema: document.value as JsonSchema };
}
