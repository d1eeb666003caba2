/** A job that reports to a backend loads it from a file of its own: other jobs need neither it nor its HTTP library. */
export { BackendLogger } from '../../logging/backend/backend-logger.ts';
