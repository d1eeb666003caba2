/** A job with a backend loads it from a file of its own: other jobs need neither it nor its HTTP library. */
export { openHttpBackend } from '../../backend/http/http-backend.ts';
export { BackendLogger } from '../../logging/backend/backend-logger.ts';
