import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkChunkedUploadFinish } from '../../../generated/backend/chunked-upload-finish/validators.ts';
import { BackendHttpError, BackendValidationError } from '../errors/http-errors.ts';
import { checkInput } from '../store/check-input.ts';
import type { ChunkRange, Upload } from '../store/uploads.ts';
import { baseUrl, linkToFile, type RouteContext } from './route-context.ts';

const finished = { summary: 'Ends an upload: the whole must have the checksum.', body: 'chunked-upload-finish', answer: 'chunked-upload' };

type OfId = { Params: { id?: string } };

/**
 * Uploads in chunks: PUT with Content-Range, as a form with the part `file` or as the bytes themselves, until all is there; then POST with the checksum.
 * GET says where to go on. An id may be the client's: then also the first chunk may be sent twice.
 */
export function addUploadRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, limits } = context;
  const options = {
    bodyLimit: limits.chunkBytes,
    config: { doc: { summary: 'A chunk of a file, by Content-Range.', answer: 'chunked-upload' } },
  };
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  const put = async (request: FastifyRequest<OfId>): Promise<unknown> => show(context, request, await takeChunk(context, request));
  app.put<OfId>('/chunked_upload/', options, put);
  app.put<OfId>('/chunked_upload/:id/', options, put);
  app.get<OfId>(
    '/chunked_upload/:id/',
    { config: { doc: { summary: 'What is there of an upload.', answer: 'chunked-upload' } } },
    (request) => show(context, request, store.uploads.get(request.tenant, request.params.id!)),
  );
  app.delete<OfId>(
    '/chunked_upload/:id/',
    { config: { doc: { summary: 'Gives an upload up.' } } },
    async (request, reply: FastifyReply) => {
      await store.uploads.discard(request.tenant, request.params.id!);
      return reply.code(204).send();
    },
  );
  app.post<OfId>('/chunked_upload/:id/', { config: { doc: finished } }, async (request) => {
    const expected = checkInput(checkChunkedUploadFinish, request.body);
    return show(context, request, await store.uploads.finish(request.tenant, request.params.id!, expected));
  });
  // a file without a byte has no chunk, and so nobody knows an id
  app.post('/chunked_upload/', { config: { doc: finished } }, async (request) => {
    const expected = checkInput(checkChunkedUploadFinish, request.body);
    const { id } = store.uploads.begin(request.tenant, { filename: 'file', size: 0 });
    return show(context, request, await store.uploads.finish(request.tenant, id, expected));
  });
}

async function takeChunk({ store, limits }: RouteContext, request: FastifyRequest<OfId>): Promise<Upload> {
  const { range, size } = readRange(request.headers['content-range']);
  if (size > limits.fileBytes) throw new BackendHttpError(`a file may have ${limits.fileBytes} bytes, and not ${size}`, 413);
  const { filename, bytes } = await openChunk(request);
  const { id } = store.uploads.begin(request.tenant, { id: request.params.id, filename, size });
  return store.uploads.append(request.tenant, id, range, bytes);
}

/** The bytes of a chunk, and how the file is called. */
async function openChunk(request: FastifyRequest<OfId>): Promise<{ readonly filename: string; readonly bytes: Readable }> {
  if (!request.isMultipart()) {
    const { filename } = request.query as { filename?: unknown };
    return { filename: nameOf(filename), bytes: request.body as Readable };
  }
  let filename: unknown;
  for await (const part of request.parts()) {
    if (part.type === 'file') return { filename: nameOf(filename ?? part.filename), bytes: part.file };
    if (part.fieldname === 'filename') filename = part.value;
  }
  throw new BackendValidationError('the form has no part with a file');
}

/** A name is shown to others, and is no path. */
export function nameOf(given: unknown): string {
  const name = typeof given === 'string' ? (given.split(/[\\/]/).at(-1) ?? '') : '';
  return name.replaceAll(/\p{Cc}/gu, '').slice(0, 255) || 'file';
}

/** RFC 9110, 14.4. */
function readRange(header: string | undefined): { readonly range: ChunkRange; readonly size: number } {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header ?? '');
  const [start, last, size] = match === null ? [] : match.slice(1).map(Number);
  if (start === undefined || last === undefined || size === undefined || last < start || last >= size)
    throw new BackendValidationError('the header Content-Range must say which bytes these are: bytes 0-1023/4096');
  return { range: { start, end: last + 1 }, size };
}

function show(context: RouteContext, request: FastifyRequest, upload: Upload): Record<string, unknown> {
  const { id, filename, received, size, createdAt, completedAt, blob } = upload;
  const done = completedAt === null || blob === null ? undefined : context.store.blobs.digestOf(blob);
  const file = done && linkToFile(context, request)({ sha256: done.sha256, filename });
  const url = `${baseUrl(context, request)}/chunked_upload/${id}/`;
  const state = { id, url, filename, offset: received, size, created_at: createdAt, completed_at: completedAt, status: done ? 2 : 1 };
  return { ...state, ...(done && { checksum: done.sha256, md5: done.md5, file }) };
}
