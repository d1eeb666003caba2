import { formatIpv6 } from './name-formats.ts';

/** URIs (RFC 3986), IRIs (RFC 3987), URI templates (RFC 6570) and JSON pointers (RFC 6901). */
export function formatUri(text: string): boolean {
  return hasScheme(text) && formatUriReference(text);
}

export function formatUriReference(text: string): boolean {
  return /^[\x21-\x7E]*$/.test(text) && formatIriReference(text);
}

export function formatIri(text: string): boolean {
  return hasScheme(text) && formatIriReference(text);
}

export function formatIriReference(text: string): boolean {
  const parts = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i.exec(text);
  if (parts === null) return false;
  const [, authority = '', path = '', query = '', fragment = ''] = parts;
  if (/[\s"<>\\^`{|}]|%(?![0-9a-f]{2})/i.test(text) || /[[\]]/.test(path + query + fragment) || fragment.includes('#')) return false;
  if (!hasScheme(text) && !text.startsWith('/') && /^[^/?#]*:/.test(path)) return false;
  return isAuthority(authority);
}

export function formatUriTemplate(text: string): boolean {
  return /^(?:[^\s"'<>%\\^`{|}]|%[0-9a-f]{2}|\{[+#./;?&=,!@|]?(?:\w|%[0-9a-f]{2}|\.)+(?::[1-9]\d{0,3}|\*)?(?:,(?:\w|%[0-9a-f]{2}|\.)+(?::[1-9]\d{0,3}|\*)?)*\})*$/i.test(
    text,
  );
}

export function formatJsonPointer(text: string): boolean {
  return /^(?:\/(?:[^~/]|~[01])*)*$/.test(text);
}

export function formatRelativeJsonPointer(text: string): boolean {
  return /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text);
}

function hasScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(text);
}

function isAuthority(authority: string): boolean {
  const host = /^(?:[^@[\]]*@)?(\[[^\]]*\]|[^@[\]:]*)(?::\d*)?$/.exec(authority)?.[1];
  if (host === undefined) return false;
  if (!host.startsWith('[')) return true;
  const inside = host.slice(1, -1);
  return formatIpv6(inside) || /^v[0-9a-f]+\.[\w\-.~!$&'()*+,;=:]+$/i.test(inside);
}
