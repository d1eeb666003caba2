import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { BackendHttpError, BackendValidationError } from '../errors/http-errors.ts';
import type { RouteContext } from './route-context.ts';
import { nameOf } from './upload-routes.ts';

/** Fields of forms that are no texts. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  config: parseJson,
  configuration: parseJson,
  checkpoint: Number,
  debug: (text) => /^true$/i.test(text),
};
const LISTS = new Set(['requirements']);

/** A form with a file as what makes an object: the file becomes an upload. Throws BackendValidationError. */
export async function readForm(request: FastifyRequest, { store }: RouteContext): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const path = await store.blobs.temporaryPath();
      try {
        await writeDown(part.file, path);
        fields['chunked_upload'] = (await store.uploads.takeFile(request.tenant, path, { filename: nameOf(part.filename) })).id;
      } finally {
        await rm(path, { force: true });
      }
      continue;
    }
    const text = String(part.value);
    const value = READERS[part.fieldname]?.(text) ?? text;
    if (LISTS.has(part.fieldname)) fields[part.fieldname] = [...((fields[part.fieldname] ?? []) as unknown[]), value];
    else fields[part.fieldname] = value;
  }
  return fields;
}

async function writeDown(bytes: Readable & { truncated?: boolean }, path: string): Promise<void> {
  await pipeline(bytes, createWriteStream(path, { flush: true }));
  if (bytes.truncated === true) throw new BackendHttpError('the file is too large for a form: send it in chunks', 413);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BackendValidationError('a field of the form is no JSON', { cause: error });
  }
}
