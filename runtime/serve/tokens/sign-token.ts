import { PluginEnvironment } from '../../context/plugin-environment.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { signingKey, type TokenOptions } from './token-options.ts';
import { type ModelClaims, TOKEN_TYPE } from './verify-token.ts';

export interface SignTokenOptions extends TokenOptions {
  readonly model: string | number;
  readonly tenant?: string | undefined;
  readonly version?: string | undefined;
  /** How long it is good for, in seconds; at most 30 days. */
  readonly expiresInSeconds: number;
}

const LONGEST_SECONDS = 30 * 24 * 3600;

/** A token that lets its bearer use one model of one tenant at one application. Throws BAD_TOKEN, BAD_TOKEN_KEY, SECRET_UNAVAILABLE. */
export async function signModelToken(
  { model, tenant, version, expiresInSeconds, audience, issuer, ...key }: SignTokenOptions,
  env: PluginEnvironment = new PluginEnvironment(process.env as Record<string, string>),
): Promise<string> {
  const claims: Partial<ModelClaims> = { model: String(model), ...(tenant && { tenant }), ...(version && { version }) };
  for (const [name, value] of Object.entries(claims))
    if (!/^[A-Za-z0-9_.+-]{1,128}$/.test(value))
      throw badToken(`the ${name} ${JSON.stringify(value)} may have letters, digits and _ - only`);
  if (!(expiresInSeconds > 0 && expiresInSeconds <= LONGEST_SECONDS)) throw badToken('it is good for between a second and 30 days');
  const { SignJWT } = await import('./jose.ts');
  const now = Math.floor(Date.now() / 1000);
  const token = new SignJWT({ ...claims })
    .setProtectedHeader({ alg: key.algorithm, typ: TOKEN_TYPE })
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + Math.ceil(expiresInSeconds));
  if (issuer !== undefined) token.setIssuer(issuer);
  return token.sign(await signingKey(key, env));
}

function badToken(why: string): ActionsmithError {
  return new ActionsmithError(`no token was made: ${why}`, { code: 'BAD_TOKEN' });
}
