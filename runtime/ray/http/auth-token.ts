import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The cluster's token as Ray's own client finds it: RAY_AUTH_TOKEN, the file RAY_AUTH_TOKEN_PATH, ~/.ray/auth_token;
 * none when RAY_AUTH_MODE is `disabled`. Ray: authentication by token, since 2.52.
 */
export function findAuthToken(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  if (env['RAY_AUTH_MODE'] === 'disabled') return undefined;
  return env['RAY_AUTH_TOKEN']?.trim() || readToken(env['RAY_AUTH_TOKEN_PATH']) || readToken(join(homedir(), '.ray', 'auth_token'));
}

function readToken(path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
