/** Entry `actionsmith/backend`: what holds datasets, models, jobs and tasks, in a folder or behind HTTP. */
export type {
  Backend,
  CallOptions,
  Collection,
  DownloadOptions,
  FileToSend,
  GetOptions,
  ListFilters,
  Page,
  SendOptions,
  TailOptions,
  UploadOptions,
} from './backend.ts';
export type { EmbeddedBackendOptions } from './embedded-backend.ts';
export { openEmbeddedBackend } from './open-embedded-backend.ts';
export { type HttpBackendOptions, openHttpBackend } from './http/http-backend.ts';
export { openBackendServer } from './open-backend-server.ts';
export type { BackendServer, BackendServerOptions } from './server/server.ts';
export type { ServerLimits } from './server/limits.ts';
export type { KnownToken } from './server/tokens.ts';
export { BackendConnectionError, BackendResponseIncomplete, BackendTimeoutError } from './errors/connection-errors.ts';
export {
  AuthenticationError,
  AuthorizationError,
  BackendConflict,
  BackendHttpError,
  BackendValidationError,
  isBackendHttpError,
  NotFoundError,
  ServerError,
} from './errors/http-errors.ts';
export { BackendError } from '../errors/backend-error.ts';
export type { CreateOf, ItemOf, ResourceName, ResourceTypes } from './resource.ts';
