import { send } from '@fastify/send';
import type { FastifyInstance } from 'fastify';
import { NotFoundError } from '../errors/http-errors.ts';
import type { RouteContext } from './route-context.ts';

/** At once from the disk. */
const READ_BYTES = 256 * 1024;

/** The files of objects, whole or in ranges (RFC 9110, 14), to whoever has a signed address. A browser saves them: what others have sent is never shown as a page. */
export function addFileRoutes(app: FastifyInstance, { store, urls }: RouteContext): void {
  app.get<{ Params: { sha256: string; filename: string } }>(
    '/files/:sha256/:filename',
    { config: { isSigned: true, doc: { summary: 'A file, or a range of it.' } } },
    async (request, reply) => {
      const { sha256, filename } = request.params;
      urls.check('GET', `/files/${sha256}/${encodeURIComponent(filename)}`, request.query as Record<string, unknown>);
      if (!store.blobs.has(sha256)) throw new NotFoundError('this file is gone');
      const sent = await send(request.raw, `/${sha256}`, {
        root: store.blobs.folderOf(sha256),
        etag: false,
        lastModified: false,
        cacheControl: false,
        highWaterMark: READ_BYTES,
      });
      const { statusCode, headers, stream } = sent;
      return reply
        .code(statusCode)
        .headers(headers)
        .headers({
          ETag: `"${sha256}"`,
          'Cache-Control': 'private, max-age=86400, immutable',
          'Content-Type': 'application/octet-stream',
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename).replaceAll("'", '%27')}`,
          'X-Content-Type-Options': 'nosniff',
        })
        .send(stream);
    },
  );
}
