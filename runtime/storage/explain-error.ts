import { isSystemError, reasonOf } from '../errors/describe-system-error.ts';
import { messageOf } from '../errors/message-of.ts';
import type { StorageErrorCode, StorageProblem } from './storage-error.ts';

const OF_STATUS: Readonly<Record<number, StorageProblem>> = {
  401: { code: 'STORAGE_DENIED', why: 'the credentials are not accepted' },
  403: { code: 'STORAGE_DENIED', why: 'the credentials are not accepted, or do not allow it' },
  404: { code: 'STORAGE_NOT_FOUND', why: 'it is not there' },
  408: { code: 'STORAGE_UNREACHABLE', why: 'it took too long' },
  412: { code: 'STORAGE_CHANGED', why: 'it was changed meanwhile' },
  429: { code: 'STORAGE_UNREACHABLE', why: 'it was asked too often' },
  507: { code: 'STORAGE_FULL', why: 'no space is left there' },
};

const OF_SYSTEM: Readonly<Record<string, StorageErrorCode>> = {
  ENOENT: 'STORAGE_NOT_FOUND',
  ENOTDIR: 'STORAGE_NOT_FOUND',
  EACCES: 'STORAGE_DENIED',
  EPERM: 'STORAGE_DENIED',
  EROFS: 'STORAGE_READ_ONLY',
  ENOSPC: 'STORAGE_FULL',
  EDQUOT: 'STORAGE_FULL',
};

/** What the network does, which may pass. */
const NETWORK = /ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ERR_STREAM_PREMATURE_CLOSE|socket hang up|aborted/;

/** By the status of HTTP. */
export function explainStatus(status: number, words = ''): StorageProblem {
  const known = OF_STATUS[status];
  const said = words === '' ? '' : `: ${words}`;
  if (known !== undefined) return { code: known.code, why: `${known.why} (${status}${said})` };
  return { code: status >= 500 ? 'STORAGE_UNREACHABLE' : 'STORAGE_FAILED', why: `it answered ${status}${said}` };
}

/** By what the system says, of files and of the network. */
export function explainSystemError(error: unknown): StorageProblem {
  const code = String((error as { code?: unknown } | undefined)?.code ?? '');
  const message = withoutQuery(messageOf(error));
  if (OF_SYSTEM[code] !== undefined) return { code: OF_SYSTEM[code], why: isSystemError(error) ? reasonOf(error) : message };
  if (NETWORK.test(`${code} ${message}`))
    return { code: 'STORAGE_UNREACHABLE', why: code === '' ? message : `the connection failed (${code})` };
  return { code: 'STORAGE_FAILED', why: message };
}

/** Signatures are in the query of an address. */
function withoutQuery(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\?\S*=\S*/g, '')
    .trim()
    .slice(0, 300);
}
