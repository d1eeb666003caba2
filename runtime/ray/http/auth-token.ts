import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isSystemError, reasonOf } from '../../errors/describe-system-error.ts';
import { RayError } from '../../errors/ray-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface AuthToken {
  readonly token: string;
  /** `RAY_AUTH_TOKEN`: for a sentence. */
  readonly from: string;
}

/** What may stand in a header. */
const TOKEN = /^[\x21-\x7e]+$/;

/**
 * The cluster's token as Ray's own client finds it: RAY_AUTH_TOKEN, the file RAY_AUTH_TOKEN_PATH, ~/.ray/auth_token; none when RAY_AUTH_MODE is `disabled`.
 * Throws RayError BAD_TOKEN for a file that was named and cannot be read, and for a text that no header can hold. Ray: authentication by token, since 2.52.
 */
export function findAuthToken(env: Environment = process.env): AuthToken | undefined {
  if (env['RAY_AUTH_MODE'] === 'disabled') return undefined;
  const given = env['RAY_AUTH_TOKEN']?.trim();
  if (given) return checked({ token: given, from: 'RAY_AUTH_TOKEN' });
  const path = env['RAY_AUTH_TOKEN_PATH'];
  if (path) return checked({ token: readNamed(path), from: `${path}, which RAY_AUTH_TOKEN_PATH names` });
  const own = readOwn(join(homedir(), '.ray', 'auth_token'));
  return own === undefined ? undefined : checked({ token: own, from: '~/.ray/auth_token' });
}

function readNamed(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const why = isSystemError(error) ? reasonOf(error) : String(error);
    throw new RayError(`the token of the cluster cannot be read: RAY_AUTH_TOKEN_PATH is ${path}, and ${why}`, { code: 'BAD_TOKEN' });
  }
}

function readOwn(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function checked(found: AuthToken): AuthToken {
  if (TOKEN.test(found.token)) return found;
  const what = found.token === '' ? 'is empty' : 'holds blanks, or characters that no HTTP header may have';
  throw new RayError(`the token of the cluster ${what}; it comes from ${found.from}`, { code: 'BAD_TOKEN' });
}
