import type { PluginEnvironment } from '../../context/plugin-environment.ts';
import { ActionsmithError } from '../../errors/actionsmith-error.ts';
import { type TokenOptions, verifyingKey } from './token-options.ts';

/** What a token lets its bearer use. It holds no credential: the replica has its own. */
export interface ModelClaims {
  /** The model's id in the backend. */
  readonly model: string;
  /** Whose it is; empty where there is one tenant only. */
  readonly tenant: string;
  /** Of the model; empty: the one that is there when it is loaded. */
  readonly version: string;
}

/** Checks a token, and says what it is for. Throws ActionsmithError TOKEN_REFUSED with the reason, and never the token. */
export type TokenVerifier = (token: string) => Promise<ModelClaims>;

/** Also the type in a token's header: one that was made for something else with the same key is none of ours. */
export const TOKEN_TYPE = 'model+jwt';
/** Seconds that clocks may differ. */
const CLOCK_SKEW = 60;
const LONGEST = 4096;
const ID = /^[A-Za-z0-9_-]{1,128}$/;
const VERSION = /^[A-Za-z0-9_.+-]{1,128}$/;

/**
 * A verifier with one algorithm and one key, whatever a token says about itself: `none`, another algorithm, or a key that a token brings along are refused.
 * `exp`, `aud` and `model` are required. RFC 8725.
 */
export async function makeTokenVerifier(
  options: TokenOptions,
  env: PluginEnvironment,
  now: () => Date = () => new Date(),
): Promise<TokenVerifier> {
  const key = await verifyingKey(options, env);
  const { jwtVerify } = await import('./jose.ts');
  const { algorithm, audience, issuer } = options;
  return async (token) => {
    if (token.length > LONGEST) throw refused('it is too long');
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        audience,
        ...(issuer !== undefined && { issuer }),
        typ: TOKEN_TYPE,
        requiredClaims: ['exp', 'aud', 'model'],
        clockTolerance: CLOCK_SKEW,
        currentDate: now(),
      });
      if (payload.iat !== undefined && payload.iat > now().getTime() / 1000 + CLOCK_SKEW) throw refused('it was made in the future');
      return {
        model: textOf('model', payload['model'], ID),
        tenant: payload['tenant'] === undefined ? '' : textOf('tenant', payload['tenant'], ID),
        version: payload['version'] === undefined ? '' : textOf('version', payload['version'], VERSION),
      };
    } catch (error) {
      throw error instanceof ActionsmithError ? error : refused(reasonOf(error));
    }
  };
}

function textOf(name: string, value: unknown, form: RegExp): string {
  if (typeof value === 'string' && form.test(value)) return value;
  throw refused(`its ${name} is none`);
}

/** In our words, by jose's codes: its sentences may quote what a token says. */
function reasonOf(error: unknown): string {
  const { code, claim } = error as { readonly code?: string; readonly claim?: string };
  if (code === 'ERR_JWT_EXPIRED') return 'it has expired';
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') return `its ${claim ?? 'content'} is missing, or not what is asked for here`;
  if (code === 'ERR_JOSE_ALG_NOT_ALLOWED') return 'its algorithm is not the one that is used here';
  return 'its signature is not valid';
}

function refused(why: string): ActionsmithError {
  return new ActionsmithError(`the token is refused: ${why}`, { code: 'TOKEN_REFUSED' });
}
