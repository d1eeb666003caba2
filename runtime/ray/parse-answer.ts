import type { JobDetails, JobStatus } from '../../generated/ray-jobs/types.ts';
import { RayError } from '../errors/ray-error.ts';

const STATUSES: ReadonlySet<unknown> = new Set<JobStatus>(['PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED']);

/** The JSON object in an answer. Throws RayError BAD_ANSWER: a gateway's login page says 200 too. */
export function parseObject(text: string, address: string): Record<string, unknown> {
  const value = parseJson(text, address);
  if (!isObject(value)) throw badAnswer(address, 'an object was expected');
  return value;
}

/** One job of an answer, checked as far as it is read. */
export function parseJob(text: string, address: string): JobDetails {
  return asJob(parseJson(text, address), address);
}

/** The jobs of an answer. */
export function parseJobs(text: string, address: string): JobDetails[] {
  const value = parseJson(text, address);
  if (!Array.isArray(value)) throw badAnswer(address, 'a list of jobs was expected');
  return value.map((job) => asJob(job, address));
}

function asJob(value: unknown, address: string): JobDetails {
  if (isJob(value)) return value;
  throw badAnswer(address, 'a job with a status was expected');
}

function isJob(value: unknown): value is JobDetails {
  return isObject(value) && STATUSES.has(value['status']) && typeof value['entrypoint'] === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badAnswer(address, 'it is no JSON');
  }
}

function badAnswer(address: string, why: string): RayError {
  return new RayError(`${address} gave an answer that is not Ray's: ${why}`, { code: 'BAD_ANSWER' });
}
