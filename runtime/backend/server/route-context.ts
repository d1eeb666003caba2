import type { FastifyRequest } from 'fastify';
import type { LinkToFile } from '../links.ts';
import type { Presentation } from '../store/present.ts';
import type { Store } from '../store/store.ts';
import type { ServerLimits } from './limits.ts';
import type { SignedUrls } from './signed-urls.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose objects the request may see. */
    tenant: string;
  }
}

/** What every route needs. */
export interface RouteContext {
  readonly store: Store;
  readonly urls: SignedUrls;
  readonly limits: ServerLimits;
  /** How others reach the server; default: as the request did. */
  readonly publicUrl?: string | undefined;
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal;
}

/** How long the address of a file holds, in seconds. */
const FILE_URL_SECONDS = 24 * 3_600;

/** Without a slash at the end. */
export function baseUrl({ publicUrl }: RouteContext, request: FastifyRequest): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}

export function linkToFile(context: RouteContext, request: FastifyRequest): LinkToFile {
  return ({ sha256, filename }) =>
    baseUrl(context, request) + context.urls.sign('GET', `/files/${sha256}/${encodeURIComponent(filename)}`, FILE_URL_SECONDS);
}

export function presentation(context: RouteContext, request: FastifyRequest): Presentation {
  return { store: context.store, tenant: request.tenant, link: linkToFile(context, request) };
}
