import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ConfirmedFile } from '../../../generated/backend/confirm-upload/types.ts';
import { checkConfirmUpload } from '../../../generated/backend/confirm-upload/validators.ts';
import type { PresignedFile } from '../../../generated/backend/presigned-upload/types.ts';
import { checkPresignedUpload } from '../../../generated/backend/presigned-upload/validators.ts';
import { checkVerifyChecksums } from '../../../generated/backend/verify-checksums/validators.ts';
import { BackendHttpError, BackendValidationError, isBackendHttpError } from '../errors/http-errors.ts';
import { checkInput } from '../store/check-input.ts';
import { createObjects } from '../store/create-object.ts';
import { findDataFile } from '../store/data-files.ts';
import { baseUrl, type RouteContext } from './route-context.ts';
import { nameOf } from './upload-routes.ts';

/** A file that is larger comes in parts of this size. */
const PART_BYTES = 100 * 1024 * 1024;
const DEFAULT_SECONDS = 3_600;

type OfPart = { Params: { tenant: string; id: string; part: string } };

/** Data files by addresses that hold for a while: asked for, sent to without a token, and confirmed with their checksum. */
export function addPresignedRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, urls, limits } = context;
  app.post(
    '/data_files/presigned_upload/upload/',
    { config: { doc: { summary: 'Addresses to which files may be sent without a token.', body: 'presigned-upload' } } },
    (request) => {
      const { files, expiration = DEFAULT_SECONDS } = checkInput(checkPresignedUpload, request.body);
      const expires_at = new Date(Date.now() + expiration * 1000).toISOString();
      return { files: files.map((file) => presign(context, request, file, expiration)), expires_at };
    },
  );
  app.post(
    '/data_files/presigned_upload/confirm_upload/',
    { config: { doc: { summary: 'Makes data files of what was sent there.', body: 'confirm-upload' } } },
    async (request) => {
      const { files } = checkInput(checkConfirmUpload, request.body);
      const results = [];
      for (const file of files) results.push(await confirm(context, request, file));
      const created_count = results.filter(({ success }) => success).length;
      return { results, created_count, failed_count: results.length - created_count };
    },
  );
  app.post(
    '/data_files/verify_checksums/',
    { config: { doc: { summary: 'Which files are there already.', body: 'verify-checksums' } } },
    (request) => {
      const { checksums } = checkInput(checkVerifyChecksums, request.body);
      const existing = checksums.filter((checksum) => findDataFile(store, request.tenant, checksum) !== undefined);
      return { existing_checksums: existing, missing_checksums: checksums.filter((checksum) => !existing.includes(checksum)) };
    },
  );
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers(); // whatever the file is, it is bytes
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const options = {
      bodyLimit: limits.chunkBytes,
      config: { isSigned: true, doc: { summary: 'The bytes of a file, or of a part of it.' } },
    };
    scope.put<OfPart>('/presigned/:tenant/:id/:part', options, async (request, reply) => {
      const { tenant, id, part } = request.params;
      urls.check('PUT', `/presigned/${tenant}/${id}/${part}`, request.query as Record<string, unknown>);
      const { size, completedAt } = store.uploads.get(tenant, id);
      if (completedAt !== null) throw new BackendValidationError('this file has been confirmed');
      const start = (Number(part) - 1) * PART_BYTES;
      const end = Math.min(size, start + PART_BYTES);
      const etag = await store.uploads.put(id, { start, end }, (request.body ?? []) as Readable);
      return reply.header('ETag', `"${etag}"`).code(200).send();
    });
  });
}

function presign(
  context: RouteContext,
  request: FastifyRequest,
  { id: own, filename, size }: PresignedFile,
  seconds: number,
): Record<string, unknown> {
  if (size > context.limits.fileBytes)
    throw new BackendHttpError(`a file may have ${context.limits.fileBytes} bytes, and not ${size}`, 413);
  const name = nameOf(filename);
  const { id } = context.store.uploads.begin(request.tenant, { id: own, filename: name, size });
  const addressOf = (part: number): string =>
    baseUrl(context, request) + context.urls.sign('PUT', `/presigned/${request.tenant}/${id}/${part}`, seconds);
  const shown = { filename, file_key: `${id}/${name}` };
  if (size <= PART_BYTES) return { ...shown, presigned_url: addressOf(1) };
  const parts = Array.from({ length: Math.ceil(size / PART_BYTES) }, (_, at) => ({
    part_number: at + 1,
    presigned_url: addressOf(at + 1),
  }));
  return { ...shown, multipart: { upload_id: id, part_size: PART_BYTES, parts } };
}

interface Confirmed {
  readonly file_key: string;
  readonly checksum: string;
  readonly success: boolean;
  readonly data_file_id?: number;
  readonly error?: string;
}

/** Each file for itself: one that is wrong does not keep the others. */
async function confirm({ store }: RouteContext, request: FastifyRequest, { file_key, checksum }: ConfirmedFile): Promise<Confirmed> {
  const id = file_key.split('/')[0] ?? '';
  try {
    await store.uploads.finishPut(request.tenant, id, { sha1: checksum });
    const [created] = createObjects(store, 'dataFiles', request.tenant, [{ chunked_upload: id }]);
    return { file_key, checksum, success: true, data_file_id: created!.id };
  } catch (error) {
    if (!isBackendHttpError(error)) throw error;
    return { file_key, checksum, success: false, error: error.message };
  }
}
