import type { IncomingHttpHeaders } from 'node:http';
import { AuthenticationError, AuthorizationError, BackendValidationError } from '../errors/http-errors.ts';
import { findToken, type KnownToken, TENANT } from './tokens.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/** Whose objects a request may see. Throws AuthenticationError, AuthorizationError. */
export function authenticate(headers: IncomingHttpHeaders, known: readonly KnownToken[]): string {
  const asked = tokenIn(headers['synapse-tenant']);
  if (asked !== undefined && !TENANT.test(asked)) throw new BackendValidationError('the header Synapse-Tenant names no tenant');
  if (known.length === 0) {
    refusePages(headers);
    return asked ?? 'default';
  }
  const given = tokenIn(headers.authorization) ?? tokenIn(headers['synapse-access-token']);
  if (given === undefined) throw new AuthenticationError('this needs a token, in the header Authorization');
  const token = findToken(known, given);
  if (token === undefined) throw new AuthenticationError('this token is not known');
  if (token.tenant !== undefined && asked !== undefined && asked !== token.tenant)
    throw new AuthorizationError('this token is of another tenant');
  return token.tenant ?? asked ?? 'default';
}

/** Without a token, whoever is on this machine is trusted, but not the web pages that a browser shows on it: a name that leads here, or another origin. */
function refusePages({ host, origin }: IncomingHttpHeaders): void {
  if (host === undefined || !LOOPBACK.test(host)) throw new AuthorizationError('a server without a token answers to localhost only');
  if (origin !== undefined && origin !== `http://${host}`)
    throw new AuthorizationError('a server without a token answers no other web page');
}

/** `Token t` and `Bearer t`. */
function tokenIn(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  return text === undefined ? undefined : /^(?:Token|Bearer)\s+(\S+)\s*$/i.exec(text)?.[1];
}
